/** The outline of a text that no editor has open. */
import { splitLines } from "../completion/lines.ts";
import type { Grammars } from "./grammars.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { parse } from "./trees.ts";

/** Undefined for a language without a grammar, and for what takes seconds to parse. */
export async function outlineText(
  grammars: Grammars,
  languageId: string,
  text: string,
): Promise<Outline | undefined> {
  const grammar = await grammars.of(languageId);
  const tree = grammar && (await parse(splitLines(text), grammar));
  if (!grammar || !tree) return undefined;
  try {
    return outlineOf(tree, grammar);
  } finally {
    tree.delete();
  }
}
