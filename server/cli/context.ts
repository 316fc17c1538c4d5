/**
 * `keyfill context`: the snippets that would enter the prompt at a place, and what was left out. One place of a file on
 * disk; or with `--batch` one per line of standard input, for documents as they stand in an editor.
 */
import { readFile } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod/mini";

import { splitLines } from "../completion/lines.ts";
import type { Snippet } from "../completion/ports.ts";
import type { Place } from "../completion/request.ts";
import { inEnglish } from "../read-yaml.ts";
import { cursorIn, parsePosition, repositoryOf, workspaceOf } from "./position.ts";
import type { Told } from "./told.ts";

interface LeftOut {
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly value: number;
  readonly source: string;
}

interface Gathered {
  readonly snippets: readonly (Snippet & {
    readonly startLine: number;
    readonly endLine: number;
    readonly tokens: number;
  })[];
  readonly tokens: number;
  readonly leftOut: readonly LeftOut[];
}

export interface ContextSource {
  readonly addFolder: (folder: string) => Promise<void>;
  readonly gather: (place: Place, tokens: number) => Gathered;
  readonly languageOf: (path: string) => string;
  /** What counts the tokens. */
  readonly tokenizer: string;
}

export interface Asked {
  /** Of the workspace; else it is found out from the file. */
  readonly folder: string | undefined;
  readonly tokens: number;
}

/** What was left out may be very much; the most promising of it tells enough. */
const MAX_LEFT_OUT = 20;

export async function contextAt(where: string, source: ContextSource, asked: Asked): Promise<Told> {
  const position = parsePosition(where);
  if (!position) return { problem: "Say where, as FILE:LINE:COL." };
  const file = resolve(position.file);
  const lines = splitLines(await readAsEditor(file));
  const cursor = cursorIn(lines, position);
  if (typeof cursor === "string") return { problem: cursor };
  const folder = asked.folder ?? repositoryOf(file) ?? workspaceOf(file, process.cwd());
  const answer = await answerTo({ file, lines, folder: resolve(folder), cursor }, source, asked.tokens);
  return { out: JSON.stringify(answer, null, 2) };
}

/** Without a byte order mark: editors do not count it. */
async function readAsEditor(file: string): Promise<string> {
  return withoutMark(await readFile(file, "utf8"));
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, "");
}

const requestSchema = z.looseObject({
  file: z.string().check(z.minLength(1)),
  text: z.nullish(z.string()),
  offset: z.int().check(z.nonnegative()),
  tokens: z.nullish(z.int().check(z.positive())),
});

/** Answers each line by one line, in their order; one that cannot be answered by what is wrong with it. */
export async function* contextOfEach(
  requests: AsyncIterable<string>,
  source: ContextSource,
  asked: Asked,
): AsyncGenerator<string> {
  for await (const request of requests) {
    if (request.trim() !== "") yield JSON.stringify(await answerToLine(request, source, asked));
  }
}

async function answerToLine(request: string, source: ContextSource, asked: Asked): Promise<object> {
  try {
    const parsed = z.safeParse(requestSchema, JSON.parse(withoutMark(request)), { error: inEnglish });
    if (!parsed.success) return { error: z.prettifyError(parsed.error) };
    const { file, text, offset, tokens } = parsed.data;
    const base = asked.folder === undefined ? process.cwd() : resolve(asked.folder);
    const location = isAbsolute(file) ? file : resolve(base, file);
    const content = text ?? (await readAsEditor(location));
    if (offset > content.length)
      return { error: `offset ${offset} is behind the end: the text has ${content.length} UTF-16 units` };
    const folder = asked.folder === undefined ? workspaceOf(location, process.cwd()) : base;
    const document = {
      file: location,
      lines: splitLines(content),
      folder,
      cursor: cursorAt(content, offset),
    };
    return { file, offset, ...(await answerTo(document, source, tokens ?? asked.tokens)) };
  } catch (error) {
    return { error: String(error) };
  }
}

/** UTF-16 code units, as JavaScript and LSP count. */
function cursorAt(text: string, offset: number): Pick<Place, "line" | "character"> {
  const before = splitLines(text.slice(0, offset));
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

interface Document {
  readonly file: string;
  readonly lines: readonly string[];
  readonly folder: string;
  readonly cursor: Pick<Place, "line" | "character">;
}

async function answerTo({ file, lines, folder, cursor }: Document, source: ContextSource, budget: number) {
  await source.addFolder(folder);
  const path = relative(folder, file).split(sep).join("/");
  const languageId = source.languageOf(file);
  const document = { uri: pathToFileURL(file).href, path, languageId, version: 0, lines };
  const { snippets, tokens, leftOut } = source.gather({ document, ...cursor }, budget);
  return {
    tokens,
    tokenizer: source.tokenizer,
    snippets: snippets.map(({ startLine, endLine, ...snippet }) => ({
      path: snippet.path,
      lines: [startLine + 1, endLine + 1],
      text: snippet.text,
      source: snippet.source,
      score: snippet.score,
      tokens: snippet.tokens,
    })),
    leftOut: {
      count: leftOut.length,
      why: "no room",
      first: leftOut.slice(0, MAX_LEFT_OUT).map(({ start, end, value, ...piece }) => ({
        path: piece.path,
        lines: [start + 1, end + 1],
        source: piece.source,
        score: value,
      })),
    },
  };
}
