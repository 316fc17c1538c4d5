/** Makes a diff fit: the small files stay whole, and of the large ones as many lines stay as there is room for. */
import type { FileDiff } from "./diff-files.ts";

export interface FittedDiff {
  readonly text: string;
  /** Of which not all is there. */
  readonly shortened: readonly string[];
}

export function fitFiles(
  files: readonly FileDiff[],
  budget: number,
  count: (text: string) => number,
): FittedDiff {
  const counted = files.map((file) => ({ file, tokens: count(file.text) }));
  const texts = new Map<string, string>();
  const shortened: string[] = [];
  let left = budget;
  // The small ones first: what they leave over is for the others.
  const bySize = counted.toSorted((a, b) => a.tokens - b.tokens);
  for (const [at, { file, tokens }] of bySize.entries()) {
    const share = Math.floor(left / (bySize.length - at));
    const text = tokens <= share ? file.text : cut(file.text, share, count);
    if (text !== file.text) shortened.push(file.path);
    texts.set(file.path, text);
    left -= text === file.text ? tokens : count(text);
  }
  return { text: files.map(({ path }) => texts.get(path) ?? "").join(""), shortened };
}

/** Whole lines from its beginning, and how many more there are. */
function cut(text: string, tokens: number, count: (text: string) => number): string {
  const lines = text.split("\n");
  const withFirst = (kept: number) =>
    `${lines.slice(0, kept).join("\n")}\n[… ${String(lines.length - kept)} more lines]\n`;
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (count(withFirst(middle)) <= tokens) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "" : withFirst(low);
}
