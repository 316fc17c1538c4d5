/** One prompt of the user's: a Markdown file, perhaps with a head in YAML, whose `{{variables}}` the editor fills in. */
import * as z from "zod/mini";

import { inEnglish } from "../completion/told.ts";
import type { PromptMistake, PromptPiece } from "../protocol/chat/prompt.ts";
import { VARIABLES } from "../protocol/chat/prompt.ts";
import { checkYaml, type Mistake } from "../read-yaml.ts";

export interface ParsedPrompt {
  readonly description: string;
  readonly pieces: readonly PromptPiece[];
}

export type PromptFile =
  | { readonly ok: true; readonly prompt: ParsedPrompt }
  | { readonly ok: false; readonly mistakes: readonly PromptMistake[] };

const headSchema = z.strictObject({ description: z.optional(z.string()) });

/** Lines of `---` around it. What follows is the prompt. */
const HEAD = /^---[ \t]*\r?\n(?:([^]*?)\r?\n)??---[ \t]*(?:\r?\n|$)/;

export function parsePrompt(file: string, text: string): PromptFile {
  const whole = text.replace(/^\uFEFF/, "");
  const [head = "", yaml = ""] = HEAD.exec(whole) ?? [];
  const body = whole.slice(head.length);
  const parsed = checkYaml(yaml, file, headSchema);
  const read = readBody(body);
  const mistakes = [
    ...(parsed.ok ? [] : parsed.mistakes.map((mistake) => inHead(file, mistake))),
    ...read.unknown.map((mistake) => ({ ...mistake, file, line: mistake.line + linesIn(head) })),
    ...(body.trim() === "" ? [{ file, line: linesIn(head) + 1, kind: "empty" as const, what: "" }] : []),
  ];
  if (!parsed.ok || mistakes.length > 0) return { ok: false, mistakes };
  const description = parsed.value.description ?? firstLine(body);
  return { ok: true, prompt: { description, pieces: read.pieces } };
}

/** Its line is one less than in the file: above it stands `---`. */
function inHead(file: string, { start, words }: Mistake): PromptMistake {
  // Where YAML says it was counts from below that line, too.
  const what = inEnglish(words).replace(/ at line \d+, column \d+:?$/, "");
  return { file, line: start.line + 1, kind: "head", what };
}

/** A backslash before it keeps it from being a variable. */
const VARIABLE = /\\\{\{|\{\{\s*([^{}]*?)\s*\}\}/g;

function readBody(body: string) {
  const pieces: PromptPiece[] = [];
  const unknown: Omit<PromptMistake, "file">[] = [];
  let text = "";
  let end = 0;
  for (const match of body.matchAll(VARIABLE)) {
    const [whole, inner] = match;
    text += body.slice(end, match.index);
    end = match.index + whole.length;
    const variable = inner === undefined ? undefined : variableOf(inner);
    if (inner === undefined) text += "{{";
    else if (variable === undefined)
      unknown.push({ line: linesIn(body.slice(0, match.index)) + 1, kind: "unknown-variable", what: inner });
    else {
      pieces.push({ kind: "text", text }, variable);
      text = "";
    }
  }
  pieces.push({ kind: "text", text: text + body.slice(end) });
  return { pieces: trimmed(pieces), unknown };
}

function variableOf(inner: string): PromptPiece | undefined {
  const [, question] = /^input(?::\s*([^]*))?$/.exec(inner) ?? [inner];
  if (/^input(?::|$)/.test(inner)) return { kind: "input", question: question ?? "" };
  const name = VARIABLES.find((known) => known === inner);
  return name && { kind: "variable", name };
}

function trimmed(pieces: readonly PromptPiece[]): readonly PromptPiece[] {
  return pieces
    .map((piece, at) => {
      if (piece.kind !== "text") return piece;
      const begun = at === 0 ? piece.text.trimStart() : piece.text;
      return { ...piece, text: at === pieces.length - 1 ? begun.trimEnd() : begun };
    })
    .filter((piece) => piece.kind !== "text" || piece.text !== "");
}

function firstLine(body: string): string {
  return (
    body
      .trim()
      .split("\n", 1)[0]
      ?.replace(/^#+\s*/, "")
      .trim() ?? ""
  );
}

function linesIn(text: string): number {
  return text.split("\n").length - 1;
}
