/** The usual ways to find context, in the same run: chunks like the last lines, imports first, and one that knows the answer. */
import { splitLines } from "../../server/completion/lines.ts";
import type { Place } from "../../server/completion/request.ts";
import { Views } from "../../server/context/index/views.ts";
import { createPrivacy } from "../../server/privacy/privacy.ts";
import { HERE } from "../../server/privacy/recipient.ts";
import { indexOf } from "../../server/context/index/local-index.ts";
import type { IndexedFile, WorkspaceIndex } from "../../server/context/index/workspace-index.ts";
import type { Workspace } from "../../server/context/index/workspace.ts";
import type { Case } from "./cases.ts";

export interface Shown {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
  readonly tokens: number;
}

export interface Question {
  readonly place: Place;
  readonly asked: Case;
  readonly budget: number;
  readonly count: (text: string) => number;
}

export type Way = (question: Question) => readonly Shown[];

const CHUNK_LINES = 20;
const QUERY_LINES = 10;
const K1 = 1.2;
const B = 0.75;
const WORD = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

interface Chunk {
  readonly file: IndexedFile;
  readonly startLine: number;
  readonly text: string;
  readonly words: ReadonlyMap<string, number>;
  readonly length: number;
}

export function waysOf(workspace: Workspace): Readonly<Record<string, Way>> {
  const index = indexOf(workspace);
  const { gather } = new Views(index, createPrivacy({ folders: () => [], now: () => 0 })).of(HERE);
  const chunks = [...index.files()].flatMap((file) => chunksOf(file, index.linesOf(file) ?? []));
  const rank = bm25(chunks);
  const similar: Way = (question) => taken(rank(question.place), question);
  return {
    Keyfill: ({ place, budget, count }) => gather(place, { tokens: budget, count }).snippets,
    BM25: similar,
    "imports + BM25": (question) => {
      const imported = importedChunks(index, chunks, question.place);
      return taken([...imported, ...rank(question.place)], question);
    },
    oracle: (question) =>
      taken(
        question.asked.declared.flatMap(({ file, line }) =>
          chunks.filter(
            (chunk) =>
              chunk.file.path === file && chunk.startLine <= line && line < chunk.startLine + CHUNK_LINES,
          ),
        ),
        question,
      ),
  };
}

function chunksOf(file: IndexedFile, lines: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let startLine = 0; startLine < lines.length; startLine += CHUNK_LINES) {
    const text = lines.slice(startLine, startLine + CHUNK_LINES).join("");
    const words = text.match(WORD) ?? [];
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    chunks.push({ file, startLine, text, words: counts, length: words.length });
  }
  return chunks;
}

function bm25(chunks: readonly Chunk[]): (place: Place) => readonly Chunk[] {
  const mean = chunks.reduce((sum, { length }) => sum + length, 0) / chunks.length;
  const having = new Map<string, Chunk[]>();
  for (const chunk of chunks) {
    for (const word of chunk.words.keys()) {
      const known = having.get(word);
      if (known) known.push(chunk);
      else having.set(word, [chunk]);
    }
  }
  return ({ document, line, character }) => {
    const above = document.lines.slice(Math.max(0, line - QUERY_LINES + 1), line).join("");
    const query = new Set((above + (document.lines[line] ?? "").slice(0, character)).match(WORD));
    const scores = new Map<Chunk, number>();
    for (const word of query) {
      const found = having.get(word) ?? [];
      const rarity = Math.log(1 + (chunks.length - found.length + 0.5) / (found.length + 0.5));
      for (const chunk of found) {
        if (chunk.file.uri === document.uri) continue;
        const times = chunk.words.get(word) ?? 0;
        const share = (times * (K1 + 1)) / (times + K1 * (1 - B + (B * chunk.length) / mean));
        scores.set(chunk, (scores.get(chunk) ?? 0) + rarity * share);
      }
    }
    return [...scores].toSorted(([, a], [, b]) => b - a).map(([chunk]) => chunk);
  };
}

/** The beginnings of what is imported, which is where most is declared. */
function importedChunks(
  index: WorkspaceIndex,
  chunks: readonly Chunk[],
  { document }: Place,
): readonly Chunk[] {
  const file = index.fileAt(document.uri);
  const imported = new Set(file ? index.importsOf(file).map((one) => one.file) : []);
  return chunks.filter((chunk) => imported.has(chunk.file)).toSorted((a, b) => a.startLine - b.startLine);
}

function taken(chunks: readonly Chunk[], { budget, count }: Question): readonly Shown[] {
  const shown: Shown[] = [];
  let left = budget;
  for (const { file, startLine, text } of chunks) {
    const tokens = count(file.path) + count(text);
    if (tokens > left) break;
    left -= tokens;
    const endLine = startLine + splitLines(text).length - 1;
    shown.push({ path: file.path, startLine, endLine, text, tokens });
  }
  return shown;
}
