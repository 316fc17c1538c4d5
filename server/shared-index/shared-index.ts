/**
 * One index that a team runs: asked for one thing at a time, answers kept for as long as they are asked for again, and left
 * alone for a while when it fails. Nothing escapes as an exception.
 */
import { inEnglish, type Words, wordsOf } from "../completion/told.ts";
import type { Signal } from "../completion/ports.ts";
import { asksForVector, filled, type Question } from "./filled.ts";
import type { IndexFile } from "./shared-file.ts";
import { mcpTools } from "./mcp.ts";
import type { Send } from "./post.ts";
import { type Row, rowsIn } from "./rows.ts";
import { askEndpoint, bodyOf } from "./search-endpoint.ts";

export interface SharedIndexParts {
  readonly send: Send;
  /** Headers with the secrets that their file names. */
  readonly headersOf: (file: IndexFile) => Readonly<Record<string, string>>;
  /** For files that ask for one. */
  readonly vectorOf: (text: string, signal: Signal) => Promise<readonly number[]>;
  readonly now: () => number;
  /** Told when it begins to fail, with the reason, and when it answers again. */
  readonly changed: (name: string, why: Words | undefined) => void;
}

export interface SharedIndex {
  readonly file: IndexFile;
  /** Why it is left alone for now. */
  readonly why: () => Words | undefined;
  readonly ask: (query: string, signal: Signal) => Promise<readonly Row[]>;
}

const FIRST_PAUSE_MS = 15_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const KEPT_ANSWERS = 50;

export function createSharedIndex(file: IndexFile, parts: SharedIndexParts): SharedIndex {
  const { now, changed } = parts;
  const request = requester(file, parts);
  const kept = new Map<string, readonly Row[]>();
  let failures = 0;
  let pausedUntil = -Infinity;
  let why: Words | undefined;

  const fail = (error: unknown) => {
    pausedUntil = now() + Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS);
    const said = wordsOf(error);
    if (why === undefined || inEnglish(why) !== inEnglish(said)) changed(file.name, said);
    why = said;
  };
  const keep = (query: string, rows: readonly Row[]) => {
    if (why !== undefined) changed(file.name, undefined);
    [failures, why] = [0, undefined];
    kept.set(query, rows);
    if (kept.size > KEPT_ANSWERS) kept.delete(kept.keys().next().value ?? "");
    return rows;
  };
  return {
    file,
    why: () => why,
    async ask(query, signal) {
      const known = kept.get(query);
      if (known) return known;
      if (now() < pausedUntil) return [];
      try {
        return keep(query, rowsIn(await request(query, signal), file));
      } catch (error) {
        if (!signal.aborted) fail(error);
        return [];
      }
    },
  };
}

function requester(file: IndexFile, { send, headersOf, vectorOf }: SharedIndexParts) {
  const question = async (query: string, form: Parameters<typeof filled>[0], signal: Signal) => {
    const asked: Question = { query, limit: file.limit };
    return filled(form, asksForVector(form) ? { ...asked, vector: await vectorOf(query, signal) } : asked);
  };
  if (file.kind === "mcp") {
    const call = mcpTools(() => ({ url: file.url, headers: headersOf(file) }), send);
    return async (query: string, signal: Signal) =>
      call(file.tool, await question(query, file.arguments, signal), signal);
  }
  return async (query: string, signal: Signal) => {
    const body = await question(query, bodyOf(file), signal);
    return askEndpoint({ file, headers: headersOf(file), body }, send, signal);
  };
}
