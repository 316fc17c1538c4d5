/**
 * How providers have fared, kept for the next window: a small file each in the cache, written whole or not at all. Times,
 * kinds and our own advice are in it; a provider's words are not, for they may quote what it was sent.
 */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import * as z from "zod/mini";

import { told } from "../completion/told.ts";
import { wordsSchema } from "../told-schema.ts";
import { FAILURES, type FailureKind } from "../completion/ports.ts";
import { parseJson } from "./error-body.ts";
import type { Health, HealthFiles } from "./health.ts";

interface Surroundings {
  readonly folder: string;
  readonly note: (line: string) => void;
  readonly now?: () => number;
}

const kind = z.custom<FailureKind>((value) => typeof value === "string" && Object.hasOwn(FAILURES, value));
const status = z.exactOptional(z.number());
const healthSchema = z.object({
  lastSuccess: z.exactOptional(z.number()),
  lastFailure: z.exactOptional(
    z.object({ at: z.number(), kind, message: wordsSchema, advice: wordsSchema, status }),
  ),
  firstText: z.array(z.object({ at: z.number(), ms: z.number() })),
});

/** What was a month ago says nothing of today. */
const MAX_AGE_MS = 30 * 24 * 60 * 60 * 1000;

export function healthFiles({ folder, note, now = Date.now }: Surroundings): HealthFiles {
  // An instance is named as its file is, so that its name can name another one.
  const fileOf = (instance: string) => join(folder, `${instance}.json`);
  return {
    async read(instance) {
      const text = await readFile(fileOf(instance), "utf8").catch(() => "");
      const kept = healthSchema.safeParse(parseJson(text));
      return kept.success ? since(now() - MAX_AGE_MS, kept.data) : undefined;
    },
    async write(instance, health) {
      const file = fileOf(instance);
      const unfinished = `${file}.${String(process.pid)}`;
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(unfinished, JSON.stringify(withoutTheirWords(health)));
        await rename(unfinished, file);
      } catch (error) {
        note(`how ${instance} fares is not kept: ${String(error)}`);
        await rm(unfinished, { force: true }).catch(() => undefined);
      }
    },
    remove: (instance) => rm(fileOf(instance), { force: true }),
  };
}

function withoutTheirWords({ lastFailure, ...health }: Health): Health {
  if (!lastFailure) return health;
  const { kind, status } = lastFailure;
  const words = told(FAILURES[kind]);
  const message = status === undefined ? words : told("{0} ({1})", words, String(status));
  return { ...health, lastFailure: { ...lastFailure, message } };
}

function since(oldest: number, { lastSuccess = 0, lastFailure, firstText }: Health): Health {
  return {
    firstText: firstText.filter(({ at }) => at > oldest),
    ...(lastSuccess > oldest && { lastSuccess }),
    ...(lastFailure && lastFailure.at > oldest && { lastFailure }),
  };
}
