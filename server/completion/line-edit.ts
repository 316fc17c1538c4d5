/** What differs between two states of a document, in whole lines. They share the lines that an edit left alone, which compare by pointer. */

/** So many lines from there on are these now. */
export interface LineEdit {
  readonly from: number;
  readonly removed: number;
  readonly added: readonly string[];
}

interface Known {
  readonly before: symbol;
  readonly edit: LineEdit;
}

/** Several want to know of the same keystroke. */
const known = new WeakMap<readonly string[], Known>();
/** A state is known by its name: held, it would hold the one before it, and that one all before. */
const names = new WeakMap<readonly string[], symbol>();

export function lineEdit(before: readonly string[], after: readonly string[]): LineEdit {
  const last = known.get(after);
  if (last && last.before === names.get(before)) return last.edit;
  const edit = find(before, after);
  keep(before, after, edit);
  return edit;
}

/** What differs is looked for in the edit alone. */
export function withLineEdit(lines: readonly string[], edit: LineEdit): readonly string[] {
  const { from, removed, added } = edit;
  const after = spliced(lines, edit);
  const within = find(lines.slice(from, from + removed), added);
  keep(lines, after, { ...within, from: from + within.from });
  return after;
}

/** A call takes no more arguments than its stack has room for. */
const MAX_ARGUMENTS = 10_000;

function spliced(lines: readonly string[], { from, removed, added }: LineEdit): readonly string[] {
  return added.length < MAX_ARGUMENTS
    ? lines.toSpliced(from, removed, ...added)
    : lines.slice(0, from).concat(added, lines.slice(from + removed));
}

function keep(before: readonly string[], after: readonly string[], edit: LineEdit): void {
  const name = names.get(before) ?? Symbol();
  names.set(before, name);
  known.set(after, { before: name, edit });
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
