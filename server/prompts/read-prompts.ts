/** The user's own prompts: those of the user's folder, then those that trusted workspaces bring along. Read anew whenever they are asked for. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

import { PROMPT_NAME, type PromptMistake, type Prompts, type PromptView } from "../protocol/chat/prompt.ts";
import { parsePrompt } from "./parse-prompt.ts";

interface Places {
  /** The user's folder of configuration. */
  readonly config: string;
  /** The URIs of the workspace's folders; none where the user does not trust them. */
  readonly folders: readonly string[];
}

const ENDING = ".md";

export async function readPrompts({ config, folders }: Places): Promise<Prompts> {
  const own = join(config, "prompts");
  const shared = folders.flatMap((uri) =>
    uri.startsWith("file:") ? [join(fileURLToPath(uri), ".keyfill", "prompts")] : [],
  );
  const found = await Promise.all([
    readFolder(own, false),
    ...shared.map((folder) => readFolder(folder, true)),
  ]);
  const prompts = new Map<string, PromptView>();
  const mistakes = found.flatMap((one) => one.mistakes);
  // The user's own come first: a workspace puts nothing in their place.
  for (const prompt of found.flatMap((one) => one.prompts)) {
    const other = prompts.get(prompt.name);
    if (other) mistakes.push({ file: prompt.file, line: 1, kind: "taken", what: other.file });
    else prompts.set(prompt.name, prompt);
  }
  return { prompts: [...prompts.values()], mistakes, folder: own };
}

interface Found {
  readonly prompts: readonly PromptView[];
  readonly mistakes: readonly PromptMistake[];
}

async function readFolder(folder: string, shared: boolean): Promise<Found> {
  // There need be none.
  const names = await readdir(folder).catch((): string[] => []);
  const files = names.filter((name) => name.endsWith(ENDING) && !name.startsWith(".")).toSorted();
  const read = await Promise.all(files.map((name) => readPrompt(join(folder, name), shared)));
  return {
    prompts: read.flatMap((one) => one.prompts),
    mistakes: read.flatMap((one) => one.mistakes),
  };
}

async function readPrompt(file: string, shared: boolean): Promise<Found> {
  const name = basename(file, ENDING);
  if (!PROMPT_NAME.test(name)) return mistaken(file, "name", name);
  try {
    const parsed = parsePrompt(file, await readFile(file, "utf8"));
    return parsed.ok
      ? { prompts: [{ name, file, shared, ...parsed.prompt }], mistakes: [] }
      : { prompts: [], mistakes: parsed.mistakes };
  } catch (error) {
    return mistaken(file, "unreadable", error instanceof Error ? error.message : String(error));
  }
}

function mistaken(file: string, kind: PromptMistake["kind"], what: string): Found {
  return { prompts: [], mistakes: [{ file, line: 1, kind, what }] };
}
