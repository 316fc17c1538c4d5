/** What differs between two states of a document, in whole lines. They share the lines that an edit left alone, which compare by pointer. */

/** So many lines from there on are these now. */
export interface LineEdit {
  readonly from: number;
  readonly removed: number;
  readonly added: readonly string[];
}

interface Found {
  readonly before: readonly string[];
  readonly edit: LineEdit;
}

/** Several want to know of the same keystroke. */
const found = new WeakMap<readonly string[], Found>();

export function lineEdit(before: readonly string[], after: readonly string[]): LineEdit {
  const known = found.get(after);
  if (known?.before === before) return known.edit;
  const edit = find(before, after);
  found.set(after, { before, edit });
  return edit;
}

function find(before: readonly string[], after: readonly string[]): LineEdit {
  const [were, are] = [before.length, after.length];
  const shorter = Math.min(were, are);
  let from = 0;
  while (from < shorter && before[from] === after[from]) from++;
  let same = 0;
  while (same < shorter - from && before[were - 1 - same] === after[are - 1 - same]) same++;
  return { from, removed: were - same - from, added: after.slice(from, are - same) };
}

export function withLineEdit(
  lines: readonly string[],
  { from, removed, added }: LineEdit,
): readonly string[] {
  return [...lines.slice(0, from), ...added, ...lines.slice(from + removed)];
}
