/** What an edit changes, line by line, as people read it: hunks with the lines around. */

export interface LineDiff {
  readonly added: number;
  readonly removed: number;
  /** As `diff -u` writes it, from the first `@@` on. */
  readonly text: string;
}

interface Line {
  readonly mark: " " | "+" | "-";
  readonly text: string;
}

const AROUND = 3;
/** Beyond, what differs is shown as one piece: to compare each line with each would take too long. */
const MAX_PAIRS = 4_000_000;

export function lineDiff(before: string, after: string): LineDiff {
  const lines = compare(linesOf(before), linesOf(after));
  const count = (mark: Line["mark"]) => lines.filter((line) => line.mark === mark).length;
  return { added: count("+"), removed: count("-"), text: hunks(lines).join("\n") };
}

function linesOf(text: string): readonly string[] {
  if (text === "") return [];
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function compare(before: readonly string[], after: readonly string[]): readonly Line[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (lines: readonly string[]) => lines.map((text): Line => ({ mark: " ", text }));
  return [
    ...same(before.slice(0, start)),
    ...differing(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...same(before.slice(before.length - end)),
  ];
}

function differing(before: readonly string[], after: readonly string[]): readonly Line[] {
  if (before.length * after.length > MAX_PAIRS) return [...marked("-", before), ...marked("+", after)];
  const inCommon = commonFrom(before, after);
  const lines: Line[] = [];
  let [at, to] = [0, 0];
  while (at < before.length && to < after.length) {
    if (before[at] === after[to]) {
      lines.push({ mark: " ", text: before[at++] ?? "" });
      to++;
    } else if (inCommon(at + 1, to) >= inCommon(at, to + 1)) {
      lines.push({ mark: "-", text: before[at++] ?? "" });
    } else lines.push({ mark: "+", text: after[to++] ?? "" });
  }
  return [...lines, ...marked("-", before.slice(at)), ...marked("+", after.slice(to))];
}

/** How many lines both have in common, each from a line of its own on. */
function commonFrom(before: readonly string[], after: readonly string[]): (at: number, to: number) => number {
  const width = after.length + 1;
  const counts = new Uint32Array((before.length + 1) * width);
  const inCommon = (at: number, to: number) => counts[at * width + to] ?? 0;
  for (let at = before.length - 1; at >= 0; at--)
    for (let to = after.length - 1; to >= 0; to--)
      counts[at * width + to] =
        before[at] === after[to]
          ? inCommon(at + 1, to + 1) + 1
          : Math.max(inCommon(at + 1, to), inCommon(at, to + 1));
  return inCommon;
}

function marked(mark: Line["mark"], lines: readonly string[]): readonly Line[] {
  return lines.map((text) => ({ mark, text }));
}

function hunks(lines: readonly Line[]): readonly string[] {
  const changed = lines.flatMap(({ mark }, at) => (mark === " " ? [] : [at]));
  const result: string[] = [];
  let first = 0;
  for (const [index, at] of changed.entries()) {
    const next = changed[index + 1];
    if (next !== undefined && next - at <= 2 * AROUND) continue;
    const start = Math.max(0, (changed[first] ?? 0) - AROUND);
    const end = Math.min(lines.length, at + AROUND + 1);
    result.push(head(lines, start, end), ...lines.slice(start, end).map(({ mark, text }) => mark + text));
    first = index + 1;
  }
  return result;
}

function head(lines: readonly Line[], start: number, end: number): string {
  const range = (without: Line["mark"]) => {
    const count = (from: number, to: number) =>
      lines.slice(from, to).filter(({ mark }) => mark !== without).length;
    const length = count(start, end);
    return `${String(count(0, start) + (length > 0 ? 1 : 0))},${String(length)}`;
  };
  return `@@ -${range("+")} +${range("-")} @@`;
}
