/**
 * Which targets are to be left alone for now, shared by all windows of a machine: a small file for each in the cache. A
 * file that is broken or missing says nothing; then what this window has seen itself counts.
 */
import { readFileSync, statSync } from "node:fs";
import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import * as z from "zod/mini";

import { wordsSchema } from "../told-schema.ts";
import { type Failure, FAILURES, type FailureKind } from "../completion/ports.ts";
import {
  admit,
  type Admission,
  afterAnswer,
  afterFailure,
  afterLastAllowed,
  afterLeaving,
  isCounted,
  type Trouble,
} from "./breaker.ts";
import { parseJson } from "./error-body.ts";
import { exhaustedMs, type Headers } from "./retry-after.ts";

/** What tells one target from another. */
export interface Limited {
  readonly id: string;
  readonly baseUrl: string;
}

export type Ending = "answered" | "left" | Failure;

export interface Limits {
  /** Hears what other windows say of it, so that asking it soon after need not. */
  readonly look: (target: Limited) => void;
  /** Who insists is let through a pause. */
  readonly admit: (target: Limited, asked?: { readonly insists?: true }) => Admission;
  /** To be told of every request that was admitted. Answers for how long the target is now to be left alone. */
  readonly settle: (target: Limited, ending: Ending) => number;
  /** Told of the headers of every answer: one that says that the next is refused spares us that. */
  readonly heed: (target: Limited, headers: Headers) => void;
  /** The set-up was corrected: what failed before says nothing any more, of any target and in any window. */
  readonly forgive: () => Promise<void>;
  /** Resolves when all is on disk. */
  readonly written: () => Promise<void>;
}

interface Surroundings {
  readonly folder: string;
  readonly now?: () => number;
  readonly note?: (line: string) => void;
}

/** To look costs a keystroke 0.05 ms: it need not where somebody looked ahead of it, this long ago at most. */
const NEWS_MS = 250;
/** Shorter is over before anyone has typed on. */
const SHORTEST_MS = 100;
const kind = z.custom<FailureKind>((value) => typeof value === "string" && Object.hasOwn(FAILURES, value));
const troubleSchema = z.object({
  failures: z.int().check(z.nonnegative()),
  at: z.number(),
  pausedUntil: z.number(),
  probedUntil: z.number(),
  last: z.object({ kind, message: wordsSchema, advice: wordsSchema }),
});

export function createLimits({ folder, now = Date.now, note = () => undefined }: Surroundings): Limits {
  const seen = new Map<string, Trouble>();
  const fileOf = filesIn(folder);
  const news = newsReader(seen, now);
  const writes = new Map<string, Promise<void>>();
  let isNoted = false;
  const noteOnce = (line: string) => {
    if (!isNoted) note(line);
    isNoted = true;
  };

  function keep(file: string, trouble: Trouble): void {
    seen.set(file, trouble);
    // Always the newest, however many came while the one before was written.
    const write = (writes.get(file) ?? Promise.resolve()).then(() => writeTrouble(file, seen.get(file)));
    const noted = write.catch((error: unknown) => noteOnce(`${file} could not be written: ${String(error)}`));
    writes.set(file, noted);
  }

  async function allWritten(): Promise<void> {
    await Promise.all(writes.values());
  }

  return {
    look: (target) => news.look(fileOf(target)),
    admit(target, { insists } = {}) {
      const file = fileOf(target);
      news.hear(file);
      const admission = admit(seen.get(file), now());
      if (admission.kind === "paused" && insists) return { kind: "go" };
      if (admission.kind === "go" && admission.trouble) keep(file, admission.trouble);
      return admission;
    },
    settle(target, ending) {
      const file = fileOf(target);
      const known = seen.get(file);
      if (typeof ending !== "string" && isCounted(ending)) {
        const trouble = afterFailure(known, ending, now());
        keep(file, trouble);
        return Math.max(0, trouble.pausedUntil - now());
      }
      if (ending === "left") {
        if (known && known.probedUntil > 0) keep(file, afterLeaving(known, now()));
      } else if (known && known.failures > 0) keep(file, afterAnswer(known, now()));
      return 0;
    },
    heed(target, headers) {
      const ms = exhaustedMs(headers, now()) ?? 0;
      if (ms >= SHORTEST_MS) keep(fileOf(target), afterLastAllowed(ms, now()));
    },
    async forgive() {
      const names = await readdir(folder).catch((): string[] => []);
      const written = names.filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
      for (const file of new Set([...seen.keys(), ...written])) {
        const known = newer(seen.get(file), readTrouble(file));
        if (known && (known.failures > 0 || known.pausedUntil > now())) keep(file, afterAnswer(known, now()));
      }
      await allWritten();
    },
    written: allWritten,
  };
}

/** No name of a provider or model in a file name: they may hold anything. */
function filesIn(folder: string): (target: Limited) => string {
  const known = new Map<string, string>();
  return ({ id, baseUrl }) => {
    const told = `${id}\n${baseUrl}`;
    const file = known.get(told) ?? join(folder, `${digest(told)}.json`);
    known.set(told, file);
    return file;
  };
}

/** FNV-1a of 64 bits: to load what Node has for this takes 3 MB, and all that it must do is to tell a few targets apart. */
function digest(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text))
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return hash.toString(16).padStart(16, "0");
}

/** Takes in what a file says, if it is another than last time. Read at once: a few hundred bytes are there sooner than a thread. */
function newsReader(seen: Map<string, Trouble>, now: () => number) {
  const read = new Map<string, string>();
  const lookedAt = new Map<string, number>();
  const readNow = (file: string) => {
    const state = stateOf(file);
    if (state === undefined || state === read.get(file)) return;
    const known = newer(seen.get(file), readTrouble(file));
    if (known) seen.set(file, known);
    read.set(file, state);
  };
  return {
    look(file: string): void {
      readNow(file);
      lookedAt.set(file, now());
    },
    hear(file: string): void {
      if (now() - (lookedAt.get(file) ?? -Infinity) > NEWS_MS) readNow(file);
    },
  };
}

/** Another one after each write, which puts a new file in the place of the old one. */
function stateOf(file: string): string | undefined {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat && `${String(stat.ino)} ${String(stat.mtimeMs)} ${String(stat.size)}`;
  } catch {
    // A folder that may not be looked into.
    return undefined;
  }
}

function readTrouble(file: string): Trouble | undefined {
  const parsed = troubleSchema.safeParse(parseJson(textOf(file)));
  return parsed.success ? parsed.data : undefined;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

async function writeTrouble(file: string, trouble: Trouble | undefined): Promise<void> {
  const temporary = `${file}.${String(process.pid)}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(temporary, JSON.stringify(trouble));
  await rename(temporary, file);
}

function newer(mine: Trouble | undefined, theirs: Trouble | undefined): Trouble | undefined {
  if (!mine || !theirs) return mine ?? theirs;
  return theirs.at > mine.at ? theirs : mine;
}
