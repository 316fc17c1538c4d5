/** What Keyfill knows, as the tests see it: all that ships, and the user's files as they are given. */
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { inEnglish } from "../../server/completion/told.ts";
import { readUserFiles } from "../../server/knowledge/user-files.ts";
import { compile } from "../../server/knowledge/yaml-files.ts";
import { knowledgeOf, type Told } from "../../server/knowledge/knowledge.ts";
import { shippedFrom } from "../../server/knowledge/shipped.ts";

export const RESOURCES = join(import.meta.dirname, "..", "..", "resources");

export async function shippedKnowledge() {
  return shippedFrom(await compile(RESOURCES));
}

/** `files` by their path behind the configuration folder, such as `providers.d/mine.yaml`. */
export async function knowledgeWith(
  folder: string,
  files: Readonly<Record<string, string>> = {},
  { env = {}, told }: { env?: Readonly<Record<string, string>>; told?: Told } = {},
) {
  const config = mkdtempSync(join(folder, "config-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(config, path)), { recursive: true });
    writeFileSync(join(config, path), text);
  }
  const shipped = await shippedKnowledge();
  const own = await readUserFiles(join(config, "providers.d"), env);
  const mistakes = own.mistakes.map((mistake) => inEnglish(mistake).replace(`${config}/`, ""));
  return { shipped, own, mistakes, knowledge: knowledgeOf({ shipped, own }, told) };
}
