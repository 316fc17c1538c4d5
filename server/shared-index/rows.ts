/** What an index has answered → pieces of code. Every engine names things in its own way, and many in the same few. Pure. */
import type { IndexFile } from "./shared-file.ts";

export interface Row {
  readonly path: string;
  readonly text: string;
  /** From 0. */
  readonly line?: number;
  readonly score: number;
}

const USUAL = {
  path: ["path", "file", "file_path", "filePath", "filename", "uri", "url", "source"],
  text: ["text", "content", "snippet", "code", "chunk", "body"],
  line: ["line", "start_line", "startLine", "line_start", "lineNumber"],
  score: ["score", "_score", "similarity"],
} as const;
/** What rows are wrapped in: OpenSearch's, Qdrant's, and what many put beside the text. */
const INSIDE = ["_source", "payload", "metadata", "document"];
const LISTS = ["results", "matches", "hits", "items", "points", "documents", "result"];
/** As long as a snippet should be. */
const MAX_CHARS = 3000;
const MAX_DEPTH = 4;

export function rowsIn(data: unknown, { name, results, fields, limit }: IndexFile): readonly Row[] {
  const rows = results === undefined ? listIn(data) : at(data, results);
  if (!Array.isArray(rows)) return typeof data === "string" ? textRow(name, data) : [];
  const found = rows.slice(0, limit).flatMap((row: unknown, rank): readonly Row[] => {
    const text = part(row, fields.text, USUAL.text);
    if (typeof text !== "string" || text.trim() === "") return [];
    const path = part(row, fields.path, USUAL.path);
    const line = Number(part(row, fields.line, USUAL.line));
    const score = Number(part(row, fields.score, USUAL.score));
    return [
      {
        path: typeof path === "string" && path !== "" ? plain(path) : name,
        text: `${text.slice(0, MAX_CHARS).trimEnd()}\n`,
        // People count lines from 1.
        ...(line >= 1 && { line: line - 1 }),
        score: Number.isFinite(score) ? score : 1 / (1 + rank),
      },
    ];
  });
  return found.toSorted((a, b) => b.score - a.score);
}

function textRow(path: string, text: string): readonly Row[] {
  return text.trim() === "" ? [] : [{ path, text: `${text.slice(0, MAX_CHARS).trimEnd()}\n`, score: 1 }];
}

/** A path of a file; of an address, what comes behind its host. */
function plain(path: string): string {
  return path.replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, "").replaceAll(/[\r\n]/g, " ");
}

function at(data: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((inner, key) => Object(inner)[key], data);
}

function listIn(data: unknown, depth = 0): unknown {
  if (Array.isArray(data) || depth > MAX_DEPTH) return data;
  const inner: Readonly<Record<string, unknown>> = Object(data);
  const name = LISTS.find((key) => inner[key] !== undefined);
  return name === undefined ? undefined : listIn(inner[name], depth + 1);
}

function part(row: unknown, named: string | undefined, usual: readonly string[]): unknown {
  if (named !== undefined) return at(row, named);
  if (typeof row === "string") return usual === USUAL.text ? row : undefined;
  const all: Readonly<Record<string, unknown>> = Object(row);
  for (const place of [all, ...INSIDE.map((key) => Object(all[key]))]) {
    const key = usual.find((name) => place[name] !== undefined && place[name] !== null);
    if (key !== undefined) return place[key];
  }
  return undefined;
}
