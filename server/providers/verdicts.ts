/**
 * The verdicts of the probe, for the engine to look up at once: in memory, and in the cache, a file each, written whole or not
 * at all. What cannot be read is not there. Read at every start, so without schemas, and without the probe itself.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Failure } from "../completion/ports.ts";
import { parseJson } from "./error-body.ts";
import type { Instance } from "./instance.ts";
import { type GoodVerdict, type Verdict, VERDICT_VERSION } from "./probe/verdict.ts";
import { targetFor, type Way } from "./probe/way.ts";
import type { Knowledge, Target } from "./target.ts";

export type { Verdict } from "./probe/verdict.ts";

export interface Verdicts {
  /** Undefined when it was never asked, or asked of something else. */
  readonly of: (instance: Instance, knowledge: Knowledge) => Verdict | undefined;
  readonly keep: (instance: Instance, knowledge: Knowledge, verdict: Verdict) => Promise<void>;
  readonly forget: (instance: Instance, knowledge: Knowledge) => Promise<void>;
  /** Told of every new verdict, so that the engine resolves its target anew. */
  readonly onVerdict: (listener: (verdict: Verdict) => void) => void;
}

export interface VerdictsKept {
  readonly folder: string;
  readonly warn: (line: string) => void;
  readonly today?: () => Date;
}

export async function readVerdicts({
  folder,
  warn,
  today = () => new Date(),
}: VerdictsKept): Promise<Verdicts> {
  const verdicts = await readFiles(folder, today().getTime());
  const listeners: ((verdict: Verdict) => void)[] = [];
  return {
    of: (instance, knowledge) => verdicts.get(keyOf(instance, knowledge)),
    async keep(instance, knowledge, verdict) {
      // What may pass by itself says nothing about tomorrow.
      if (verdict.ok || verdict.failure === undefined) {
        const key = keyOf(instance, knowledge);
        verdicts.set(key, verdict);
        await writeFileWhole(fileOf(folder, key), { key, verdict }).catch((error: unknown) =>
          warn(`the verdict on ${verdict.target.model} is not kept: ${String(error)}`),
        );
      }
      for (const listen of listeners) listen(verdict);
    },
    async forget(instance, knowledge) {
      const key = keyOf(instance, knowledge);
      verdicts.delete(key);
      await rm(fileOf(folder, key), { force: true });
    },
    onVerdict: (listener) => void listeners.push(listener),
  };
}

/** The target that completes as was proved; a failure when the files have changed since and it cannot. */
export function provedTarget(
  instance: Instance,
  knowledge: Knowledge,
  { transport, form, family, multiline, ...found }: GoodVerdict,
): Target | Failure {
  const way: Way = { transport, form, ...(family !== undefined && { family }) };
  const target = targetFor(way, instance, knowledge);
  if (!("form" in target)) return target;
  const maxTokens = Math.min(target.maxTokens, found.maxTokens);
  return { ...target, maxTokens, multiline, restMs: Math.max(target.restMs, found.restMs) };
}

/** Without a query, a name or a password: these may be secrets, and a verdict is shown and kept. */
export function addressOf(instance: Instance, knowledge: Knowledge): string {
  const url = URL.parse(instance.base_url ?? knowledge.provider(instance.provider)?.base_url ?? "");
  return url ? url.origin + url.pathname.replace(/\/+$/, "") : "";
}

/** All that the answer depends on and that the user can change. */
function keyOf(instance: Instance, knowledge: Knowledge): string {
  const { id, provider, model = "", family = "", completion = [] } = instance;
  return JSON.stringify([id, provider, addressOf(instance, knowledge), model, family, completion]);
}

/** Servers are updated, and what they load is changed under the same name. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

async function readFiles(folder: string, now: number): Promise<Map<string, Verdict>> {
  const names = await readdir(folder).catch((): string[] => []);
  const found = new Map<string, Verdict>();
  for (const name of names.filter((name) => name.endsWith(".json"))) {
    const kept = parseJson(await readFile(join(folder, name), "utf8").catch(() => ""));
    if (isKept(kept) && now - Date.parse(kept.verdict.date) < MAX_AGE_MS) found.set(kept.key, kept.verdict);
  }
  return found;
}

interface Kept {
  readonly key: string;
  readonly verdict: Verdict;
}

/** We wrote it, and of this version it has this form. */
function isKept(value: unknown): value is Kept {
  if (typeof value !== "object" || value === null || !("key" in value) || !("verdict" in value)) return false;
  const { key, verdict } = value;
  const isOurs = typeof verdict === "object" && verdict !== null && "version" in verdict && "date" in verdict;
  return typeof key === "string" && isOurs && verdict.version === VERDICT_VERSION;
}

async function writeFileWhole(file: string, kept: Kept): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  const unfinished = `${file}.${String(process.pid)}.${crypto.randomUUID()}`;
  try {
    await writeFile(unfinished, JSON.stringify(kept, null, 2));
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function fileOf(folder: string, key: string): string {
  return join(folder, `${createHash("sha256").update(key).digest("hex").slice(0, 24)}.json`);
}
