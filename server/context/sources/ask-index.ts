/** How the sources ask the index. */
import type { Snippet } from "../../completion/ports.ts";
import type { Recipient } from "../../privacy/recipient.ts";
import type { FoundSymbol, QuestionName, Questions } from "../index/questions.ts";

export interface Index {
  readonly ask: <Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]["asked"],
    to: Recipient,
  ) => Promise<Questions[Name]["answer"] | undefined>;
}

type Found = Promise<readonly Snippet[]>;

/** The last answer, for as long as the same is asked: an answer that came too late for one keystroke serves the next. */
export function remembered(): (key: readonly unknown[], ask: () => Found) => Found {
  let last: { readonly key: string; readonly found: Found } | undefined;
  return async (parts, ask) => {
    const key = JSON.stringify(parts);
    const asked = last?.key === key ? last : { key, found: ask() };
    last = asked;
    const snippets = await asked.found;
    // The index may not have been there yet.
    if (snippets.length === 0 && last === asked) last = undefined;
    return snippets;
  };
}

/** Declarations by their heads, the first the best. */
export function headsOf(symbols: readonly FoundSymbol[], source: string): readonly Snippet[] {
  return symbols.map(({ path, line, signature }, at) => {
    return { path, line, text: `${signature}\n`, score: 1 / (1 + at), source };
  });
}
