/** Which tools models are told of: all but those whose names the user's patterns leave out; `*` in them stands for any text. */

export interface ToolChoice {
  readonly name: string;
  readonly isChosen: boolean;
}

export function isLeftOut(name: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => isNamed(name, pattern));
}

/** The patterns after a choice. One that leaves out nothing that was chosen stays: it may be about tools that are not there now. */
export function leavingOut(tools: readonly ToolChoice[], patterns: readonly string[]): readonly string[] {
  const chosen = tools.filter(({ isChosen }) => isChosen);
  const kept = patterns.filter((pattern) => !chosen.some(({ name }) => isNamed(name, pattern)));
  const others = tools.filter(({ name, isChosen }) => !isChosen && !isLeftOut(name, kept));
  return [...kept, ...others.map(({ name }) => name)];
}

function isNamed(name: string, pattern: string): boolean {
  const [start = "", ...rest] = pattern.split("*");
  const end = rest.pop();
  if (end === undefined) return name === start;
  let at = start.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.startsWith(start) && name.length >= at + end.length && name.endsWith(end);
}
