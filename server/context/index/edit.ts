/** The difference between two states of a document. They share the lines that were not touched: it is found in microseconds. */

/** So many lines from there on are these now. */
export interface Edit {
  readonly from: number;
  readonly removed: number;
  readonly lines: readonly string[];
}

export function editBetween(before: readonly string[], after: readonly string[]): Edit {
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same++;
  return { from, removed: before.length - same - from, lines: after.slice(from, after.length - same) };
}

export function edited(lines: readonly string[], { from, removed, lines: now }: Edit): readonly string[] {
  return [...lines.slice(0, from), ...now, ...lines.slice(from + removed)];
}
