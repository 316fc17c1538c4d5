/** Columns of text for a terminal: as wide as they must be, and none that is empty. */

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Stands before every line. */
  readonly indent?: string;
}

export function tableText({ heads, rows, indent = "" }: Table): string {
  const kept = heads.map((_, column) => rows.some((row) => (row[column] ?? "") !== ""));
  const hasHeads = heads.some((head) => head !== "");
  const lines = [...(hasHeads ? [heads] : []), ...rows].map((row) => row.filter((_, column) => kept[column]));
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  return lines
    .map((line) => {
      const cells = line.map((cell, column) => cell.padEnd(widths[column] ?? 0));
      return (indent + cells.join("   ")).trimEnd();
    })
    .join("\n");
}
