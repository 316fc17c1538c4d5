/** What is wrong with a provider's file as it is being written: by its schema, and by what is known of its provider. Pure. */
import { withAdvice } from "../../completion/told.ts";
import type { Knowledge } from "../../providers/target.ts";
import { resolveTarget } from "../../providers/target.ts";
import { checkUserFile } from "../../knowledge/yaml-files.ts";
import type { Mistake } from "../../read-yaml.ts";

export interface WrittenFile {
  /** Its name without the ending, by which it is chosen. */
  readonly id: string;
  readonly path: string;
  readonly text: string;
}

export function mistakesIn({ id, path, text }: WrittenFile, knowledge: Knowledge): readonly Mistake[] {
  const checked = checkUserFile(text, path);
  if (!checked.ok) return checked.mistakes;
  const { setUp, provider } = checked.value;
  // A kind of the user's own that is set up in the same file is not known before it is saved.
  if (!setUp || provider || setUp.fields.model === undefined) return [];
  const target = resolveTarget({ id, ...setUp.fields }, knowledge);
  if ("form" in target || target.kind !== "misconfigured") return [];
  return [{ ...placeOf("provider", text), words: withAdvice(target) }];
}

/** The line of a key, or the first. */
function placeOf(key: string, text: string): Pick<Mistake, "start" | "end"> {
  const lines = text.split("\n");
  const found = Math.max(
    0,
    lines.findIndex((line) => line.startsWith(`${key}:`)),
  );
  const length = lines[found]?.trimEnd().length ?? 0;
  return { start: { line: found + 1, col: 1 }, end: { line: found + 1, col: length + 1 } };
}
