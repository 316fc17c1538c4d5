/** `@definition`, `@references`, `@workspace`: what the index knows. */
import { inertLine } from "../tools/inert.ts";
import { toldLines, toldPassage } from "../tools/ask-index.ts";
import { shownFile } from "../tools/shown-text.ts";
import type { Declared } from "../tools/world.ts";
import { fenced, type Look, type MentionGround, nothing } from "./mention-ground.ts";

const MAX_DEFINITIONS = 5;
const MAX_REFERENCES = 100;
const MAX_PASSAGES = 12;
const NO_INDEX = "There is no index of the workspace now.";

export const lookAtDefinition: Look<"definition"> = async ({ name, uri }, ground) => {
  const label = inertLine(name);
  const found = await ground.sight.index.definitions({ name, ...(uri !== undefined && { from: uri }) });
  if (!found) return nothing(label, NO_INDEX);
  const there = uri === undefined ? found : found.filter((one) => one.uri === uri);
  const meant = (there.length > 0 ? there : found).slice(0, MAX_DEFINITIONS);
  const texts = await Promise.all(meant.map((declared) => declarationShown(declared, ground)));
  const text = texts.flat().join("\n\n");
  return text === "" ? nothing(label, `${label} is declared nowhere in the workspace.`) : { label, text };
};

async function declarationShown(
  { uri, line, endLine }: Declared,
  ground: MentionGround,
): Promise<readonly string[]> {
  const shown = await shownFile(uri, ground, { first: line, last: endLine });
  if ("problem" in shown) return [];
  const { path } = shown;
  return [
    fenced(`${path}, lines ${String(line + 1)} to ${String(endLine + 1)}`, path, shown.lines.join("\n")),
  ];
}

export const lookAtReferences: Look<"references"> = async ({ name }, { sight }) => {
  const label = `uses of ${inertLine(name)}`;
  const found = await sight.index.references({ name, limit: MAX_REFERENCES });
  if (!found) return nothing(label, NO_INDEX);
  if (found.matches.length === 0)
    return nothing(label, `${inertLine(name)} is used nowhere in the workspace.`);
  return { label, text: `Where ${name} is used:\n${toldLines(found)}` };
};

export const lookAtWorkspace: Look<"workspace"> = async ({ query }, { sight, about }) => {
  const label = query === undefined ? "workspace" : `workspace: ${inertLine(query, 40)}`;
  const words = query ?? about.message;
  // It is attached before anything is written.
  if (words.trim() === "") return { label, text: "" };
  const passages = await sight.index.passages({ words, limit: MAX_PASSAGES });
  if (!passages) return nothing(label, NO_INDEX);
  if (passages.length === 0) return nothing(label, "Nothing in the workspace has to do with these words.");
  return { label, text: passages.map(toldPassage).join("\n\n") };
};
