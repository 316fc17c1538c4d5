/** Puts text in the place of other text, which must stand there once and exactly. Says what is wrong so that the next try succeeds. */

export interface Replacement {
  readonly oldText: string;
  readonly newText: string;
  /** Wherever it stands. */
  readonly everywhere: boolean;
}

/** One after the other, each in what the last one left. Lines end as they do in the file. */
export function replaceText(
  text: string,
  replacements: readonly Replacement[],
): { readonly text: string } | { readonly problem: string } {
  let result = text;
  for (const [at, replacement] of replacements.entries()) {
    const next = replaceOne(result, replacement);
    const which = replacements.length > 1 ? `Edit ${String(at + 1)} of ${String(replacements.length)}: ` : "";
    const none = replacements.length > 1 ? " None of the edits was made." : "";
    if ("problem" in next) return { problem: `${which}${next.problem}${none}` };
    result = next.text;
  }
  return result === text
    ? { problem: "The file says that already: there is nothing to change." }
    : { text: result };
}

function replaceOne(text: string, { oldText, newText, everywhere }: Replacement) {
  const wanted = unix(oldText);
  if (wanted === "") return { problem: "`old_text` is empty. To make a file, use create_file." };
  if (wanted === unix(newText)) return { problem: "`old_text` and `new_text` are the same." };
  const plain = unix(text);
  const places = occurrences(plain, wanted);
  if (places.length === 0) return { problem: notFound(plain, wanted) };
  if (places.length > 1 && !everywhere) return { problem: ambiguous(plain, places) };
  const lineEnd = lineEndOf(text);
  const replacement = unix(newText).replaceAll("\n", lineEnd);
  const offsets = rawOffsets(text);
  let result = "";
  let from = 0;
  for (const place of places) {
    result += text.slice(from, offsets(place)) + replacement;
    from = offsets(place + wanted.length);
  }
  return { text: result + text.slice(from) };
}

function unix(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** As most lines end; as the first does of two kinds that are as frequent. */
function lineEndOf(text: string): string {
  const windows = text.split("\r\n").length - 1;
  return windows * 2 > text.split("\n").length - 1 ? "\r\n" : "\n";
}

/** From a place in the text with Unix line ends to the same in the text as it is; places are asked for in order. */
function rawOffsets(text: string): (plainOffset: number) => number {
  let removed = 0;
  let next = text.indexOf("\r\n");
  return (offset) => {
    while (next >= 0 && next - removed < offset) {
      removed++;
      next = text.indexOf("\r\n", next + 2);
    }
    return offset + removed;
  };
}

function occurrences(text: string, wanted: string): readonly number[] {
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

const MAX_NAMED = 8;

function ambiguous(text: string, places: readonly number[]): string {
  const lines = places.slice(0, MAX_NAMED).map((place) => String(lineAt(text, place)));
  const more = places.length > MAX_NAMED ? ", …" : "";
  return (
    `\`old_text\` stands ${String(places.length)} times in the file (lines ${lines.join(", ")}${more}). ` +
    "Give more of the lines around the one you mean, or set `replace_all`."
  );
}

function notFound(text: string, wanted: string): string {
  const near = nearlyAt(text.split("\n"), wanted.split("\n"));
  if (near !== undefined)
    return `\`old_text\` differs in white space from what stands at line ${String(near)}. Read those lines and copy them exactly.`;
  const head =
    wanted
      .split("\n")
      .find((line) => line.trim() !== "")
      ?.trim() ?? "";
  const place = head === "" ? -1 : text.indexOf(head);
  const hint =
    place < 0 ? "" : ` Its first line stands at line ${String(lineAt(text, place))}, but goes on otherwise.`;
  return `\`old_text\` is not in the file.${hint} Read the file and copy the text exactly, without line numbers.`;
}

/** Where the lines stand, if white space does not count. */
function nearlyAt(lines: readonly string[], wanted: readonly string[]): number | undefined {
  const bare = (line: string) => line.replaceAll(/\s+/g, "");
  const needed = wanted.map(bare).filter((line) => line !== "");
  const there = lines.map((line, at) => ({ line: bare(line), at })).filter(({ line }) => line !== "");
  if (needed.length === 0) return undefined;
  const found = there.findIndex((_, start) =>
    needed.every((line, index) => there[start + index]?.line === line),
  );
  return found < 0 ? undefined : (there[found]?.at ?? 0) + 1;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
