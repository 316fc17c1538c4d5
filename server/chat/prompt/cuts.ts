/**
 * What of a conversation is left out of a prompt, or shortened, because there is no room for all of it: names of turns, steps,
 * results and attachments, and to how many characters; to none, it is left out whole.
 */
export type Cuts = ReadonlyMap<string, number>;

export const stepName = (turn: string, at: number) => `${turn}/${String(at)}`;
export const resultName = (turn: string, at: number, call: string) => `${stepName(turn, at)}/${call}`;
export const attachedName = (turn: string, at: number) => `${turn}#${String(at)}`;

export const isLeftOut = (cuts: Cuts, name: string) => cuts.get(name) === 0;

/** Its beginning and its end, in whole lines where it has lines, and how much is missing between them. */
export function shortened(text: string, characters: number | undefined): string {
  if (characters === undefined || text.length <= characters) return text;
  const beginning = toLineEnd(text.slice(0, Math.ceil((characters * 2) / 3)));
  const end = fromLineStart(text.slice(text.length - Math.floor(characters / 3)));
  const missing = text.length - beginning.length - end.length;
  return `${beginning}\n[… ${String(missing)} characters left out, to save room …]\n${end}`;
}

function toLineEnd(text: string): string {
  const end = text.lastIndexOf("\n");
  return end > text.length / 2 ? text.slice(0, end) : text;
}

function fromLineStart(text: string): string {
  const start = text.indexOf("\n");
  return start >= 0 && start < text.length / 2 ? text.slice(start + 1) : text;
}
