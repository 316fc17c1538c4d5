/**
 * Where an index is that a team runs: a file each in `indexes.d`, in the user's own folder. A workspace can name none. What a
 * file leaves out is as its kind of engine usually has it.
 */

import * as z from "zod/mini";

import type { Words } from "../completion/told.ts";
import { readFolder } from "../read-yaml.ts";

const json: z.ZodMiniType<Json> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]),
);
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** Where in a row of an answer each part is, by names with dots between; else they are looked for by their usual names. */
const fields = z._default(
  z.strictObject({
    path: z.exactOptional(z.string()),
    text: z.exactOptional(z.string()),
    line: z.exactOptional(z.string()),
    score: z.exactOptional(z.string()),
  }),
  {},
);

const shared = {
  enabled: z._default(z.boolean(), true),
  url: z.url({ protocol: /^https?$/, error: "must be an http or https address" }),
  /** A value may have `$NAME` in it, for an environment variable. */
  headers: z._default(z.record(z.string(), z.string()), {}),
  /** How many pieces are asked for. */
  limit: z._default(z.int().check(z.minimum(1), z.maximum(50)), 6),
  /** Where the rows are in an answer, by names with dots between. */
  results: z.exactOptional(z.string()),
  fields,
};

/** In `arguments` and `body`, {query}, {limit} and {vector} stand for what is asked. */
const schema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("mcp"),
    ...shared,
    tool: z.string().check(z.minLength(1)),
    arguments: z._default(json, { query: "{query}" }),
  }),
  z.strictObject({ kind: z.enum(["opensearch", "qdrant", "http"]), ...shared, body: z.exactOptional(json) }),
]);

export type IndexFile = z.infer<typeof schema> & { readonly name: string };

export interface IndexFiles {
  readonly files: readonly IndexFile[];
  readonly mistakes: readonly Words[];
}

export async function readIndexFiles(folder: string): Promise<IndexFiles> {
  const { entries, mistakes } = await readFolder(folder, schema);
  const files = Array.from(entries, ([name, file]) => ({ name, ...file }));
  return { files: files.filter(({ enabled }) => enabled), mistakes };
}
