/** Knowledge as data: reads YAML through a schema. A mistake in a file is reported as `file:line:col`, and never thrown. */
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";

import { isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly mistakes: readonly string[] };

export function parseYaml<T>(text: string, file: string, schema: z.ZodType<T>): Parsed<T> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const at = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return `${file}:${String(line)}:${String(col)}`;
  };
  if (document.errors.length > 0) {
    const mistakes = document.errors.map(
      ({ pos, message }) => `${at(pos[0])}: ${message.split("\n")[0] ?? ""}`,
    );
    return { ok: false, mistakes };
  }
  const result = schema.safeParse(document.toJS() ?? {});
  if (result.success) return { ok: true, value: result.data };
  return {
    ok: false,
    mistakes: result.error.issues.map((issue) => {
      const path = issue.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : issue.path;
      return `${at(offsetOf(document, path))}: ${path.join(".") || "the file"}: ${issue.message}`;
    }),
  };
}

type YamlDocument = ReturnType<typeof parseDocument>;

/** Where the value at a path stands, or the nearest one around it that is there. */
function offsetOf(document: YamlDocument, path: readonly unknown[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

export interface Folder<T> {
  /** By file name without its ending. */
  readonly entries: ReadonlyMap<string, T>;
  readonly mistakes: readonly string[];
}

/** Every `.yaml` of a folder. A folder that is not there is an empty one. */
export async function readFolder<T>(folder: string, schema: z.ZodType<T>): Promise<Folder<T>> {
  const names = (await readdir(folder).catch(emptyIfAbsent))
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted();
  const entries = new Map<string, T>();
  const mistakes: string[] = [];
  for (const name of names) {
    const file = join(folder, name);
    const parsed = parseYaml(await readFile(file, "utf8"), file, schema);
    if (parsed.ok) entries.set(basename(name).replace(/\.ya?ml$/, ""), parsed.value);
    else mistakes.push(...parsed.mistakes);
  }
  return { entries, mistakes };
}

function emptyIfAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
