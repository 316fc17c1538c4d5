/** Verdicts that outlive the process: a file each in the cache, written whole or not at all. What cannot be read is not there. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as z from "zod";

import { parseJson } from "../provider-error.ts";
import { type Verdict, verdictSchema } from "./verdict.ts";

/** Servers are updated, and what they load is changed under the same name. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

const fileSchema = z.object({ key: z.string(), verdict: verdictSchema });

export async function readVerdicts(folder: string, now: number): Promise<Map<string, Verdict>> {
  const names = await readdir(folder).catch(emptyIfAbsent);
  const found = new Map<string, Verdict>();
  for (const name of names.filter((name) => name.endsWith(".json"))) {
    const parsed = fileSchema.safeParse(parseJson(await readFile(join(folder, name), "utf8")));
    if (!parsed.success) continue;
    const { key, verdict } = parsed.data;
    if (now - Date.parse(verdict.date) < MAX_AGE_MS) found.set(key, verdict);
  }
  return found;
}

export async function writeVerdict(folder: string, key: string, verdict: Verdict): Promise<void> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${nameOf(key)}.json`);
  const unfinished = `${file}.${String(process.pid)}.${crypto.randomUUID()}`;
  try {
    await writeFile(unfinished, JSON.stringify({ key, verdict }, null, 2));
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

export async function removeVerdict(folder: string, key: string): Promise<void> {
  await rm(join(folder, `${nameOf(key)}.json`), { force: true });
}

function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 24);
}

function emptyIfAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === "ENOENT") return [];
  throw error;
}
