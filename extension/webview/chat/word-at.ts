/** The word at the cursor that asks for completion: what stands behind an @, or behind a / at the very beginning. */

export interface Word {
  readonly sign: "@" | "/";
  /** What was typed behind the sign. */
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export function wordAt(text: string, cursor: number): Word | undefined {
  const before = text.slice(0, cursor);
  const [, command] = /^\/([\w-]*)$/.exec(before) ?? [];
  if (command !== undefined) return { sign: "/", text: command, from: 0, to: cursor };
  const [, mention] = /(?:^|[\s(,;"'])@([^\s@]*)$/.exec(before) ?? [];
  return mention === undefined
    ? undefined
    : { sign: "@", text: mention, from: cursor - mention.length - 1, to: cursor };
}

export interface Edit {
  readonly text: string;
  readonly cursor: number;
}

/** The word replaced; a blank behind it, so that one can write on, unless it is yet to be said what it is about. */
export function replaceWord(text: string, { from, to }: Pick<Word, "from" | "to">, by: string): Edit {
  const rest = text.slice(to);
  const gap = by.endsWith(":") ? "" : (/^\s/.exec(rest)?.[0] ?? " ");
  return {
    text: text.slice(0, from) + by + gap + rest.slice(rest.startsWith(gap) ? gap.length : 0),
    cursor: from + by.length + gap.length,
  };
}
