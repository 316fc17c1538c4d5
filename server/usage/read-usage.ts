/** Reads what was written down. A line that is torn or of another version is passed over. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import * as z from "zod/mini";

import { dayFile } from "./ledger.ts";
import { summarize, type Summary } from "./summary.ts";

const common = { at: z.number(), id: z.string() };
const eventSchema = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("spent"),
    target: z.string(),
    trigger: z.enum(["automatic", "manual"]),
    sent: z.number(),
    received: z.number(),
    cached: z.exactOptional(z.number()),
    ended: z.enum(["text", "failed", "aborted"]),
  }),
  z.object({
    ...common,
    kind: z.literal("offered"),
    target: z.string(),
    language: z.string(),
    characters: z.number(),
    ms: z.number(),
  }),
  z.object({ ...common, kind: z.literal("accepted"), characters: z.number() }),
  z.object({ ...common, kind: z.literal("kept"), afterSeconds: z.number(), share: z.number() }),
]);

interface Period {
  readonly days: number;
  readonly now: number;
}

export async function readUsage(folder: string, { days, now }: Period): Promise<Summary> {
  const first = dayFile(now - (days - 1) * 86_400_000);
  const files = (await readdir(folder).catch(() => [])).filter(
    (file) => file >= first && file.endsWith(".jsonl"),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8").catch(() => "")));
  const events = texts.flatMap((text) =>
    text.split("\n").flatMap((line) => {
      const parsed = eventSchema.safeParse(parseJson(line));
      return parsed.success ? [parsed.data] : [];
    }),
  );
  return summarize(events, days);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
