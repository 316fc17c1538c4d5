/** `keyfill complete FILE:LINE:COL` and `keyfill explain`: one completion, outside of any editor. */
import { readFile } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";

import { inEnglish, withAdvice } from "../completion/told.ts";
import { splitLines } from "../completion/lines.ts";
import { REASONS } from "../completion/outcome.ts";
import { sentence } from "../completion/report.ts";
import type { CompletionRequest } from "../completion/request.ts";
import type { Engine } from "../engine.ts";
import { cursorIn, type Position, repositoryOf } from "./position.ts";
import type { Told } from "./told.ts";

/** The suggestion, all of the outcome, what would be sent, or why it came to what it came to: as a page, or as data. */
export type Show = "text" | "outcome" | "prompt" | "explanation" | "facts";

interface Task {
  readonly engine: Engine;
  readonly show: Show;
  /** The workspace, as a path. */
  readonly root: string;
}

/** The folder that a file belongs to, unless the user names it. */
export function rootOf({ file }: Position, named: string | undefined): string {
  return named === undefined ? (repositoryOf(resolve(file)) ?? dirname(resolve(file))) : resolve(named);
}

export async function completeAt(position: Position, { engine, show, root }: Task): Promise<Told> {
  const file = resolve(position.file);
  const text = await readFile(file, "utf8");
  // Editors count no byte order mark.
  const lines = splitLines(text.replace(/^\uFEFF/, ""));
  const cursor = cursorIn(lines, position);
  if (typeof cursor === "string") return { problem: cursor };

  const document = {
    uri: pathToFileURL(file).href,
    path: relative(root, file).split(sep).join("/"),
    languageId: engine.languageOf(file),
    version: 0,
    lines,
  };
  const request: CompletionRequest = {
    place: { document, ...cursor },
    trigger: "manual",
    enabled: true,
  };
  await Promise.all([engine.addFolder(pathToFileURL(root).href), engine.ready()]);
  engine.documentChanged(document);
  await Promise.all([engine.learned(), engine.syntax.ready(request.place)]);
  return show === "prompt" ? showPrompt(engine, request) : showOutcome(engine, request, show);
}

async function showPrompt({ completer }: Engine, request: CompletionRequest): Promise<Told> {
  const prompt = await completer.prompt(request, new AbortController().signal);
  if (typeof prompt === "string") return { problem: `Nothing would be sent: ${REASONS[prompt]}.` };
  if (!("maxTokens" in prompt)) return { problem: inEnglish(withAdvice(prompt)) };
  return { out: prompt.kind === "text" ? prompt.text : JSON.stringify(prompt, null, 2) };
}

async function showOutcome(
  { completer, inspector }: Engine,
  request: CompletionRequest,
  show: Exclude<Show, "prompt">,
): Promise<Told> {
  const outcome = await completer.complete(request, new AbortController().signal);
  inspector.concluded(request, outcome);
  if (show === "explanation") return { out: inspector.page("why").trimEnd() };
  if (show === "facts") return { out: JSON.stringify(inspector.facts(), null, 2) };
  if (show === "outcome") return { out: JSON.stringify(outcome, null, 2) };
  return outcome.kind === "suggestion" ? { out: outcome.text } : { problem: sentence(outcome) };
}
