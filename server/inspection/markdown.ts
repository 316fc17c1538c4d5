/** The few forms of Markdown that the inspector's pages are made of, such that they read well as plain text, too. */

/** Fenced by more backticks than the text has in a row, so that every character of it is shown. */
export function block(text: string, language = "text"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}`;
}

/** Columns in line; those of figures to the right. */
export function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(escaped));
  const isFigures = heads.map((_, at) => rows.some((row) => /^[\d.,]+(?: \D{1,3})?$/.test(row[at] ?? "")));
  const widths = heads.map((head, at) =>
    Math.max(3, ...[heads, ...cells].map((row) => (row === heads ? head : (row[at] ?? "")).length)),
  );
  const padded = (text: string, at: number) =>
    isFigures[at] ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0);
  const line = (row: readonly string[]) => `| ${row.map(padded).join(" | ")} |`;
  const rule = widths.map(
    (width, at) => "-".repeat(width - (isFigures[at] ? 1 : 0)) + (isFigures[at] ? ":" : ""),
  );
  return [line(heads), `| ${rule.join(" | ")} |`, ...cells.map(line)].join("\n");
}

export function sections(...parts: readonly (string | undefined)[]): string {
  return `${parts.filter((part) => part !== undefined && part !== "").join("\n\n")}\n`;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\r?\n/g, " ");
}

export function ms(value: number | undefined): string {
  if (value === undefined) return "";
  return `${value < 10 ? value.toFixed(1) : String(Math.round(value))} ms`;
}

export function count(figure: number): string {
  return String(Math.round(figure)).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
}

export function percent(share: number): string {
  return `${String(Math.round(share * 100))} %`;
}

/** “14:03:07”, where the user is. */
export function clockTime(at: number): string {
  return new Date(at).toTimeString().slice(0, 8);
}
