/** Reads what was written down of a number of days. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

import { eventsIn } from "./events-in.ts";
import { dayFile } from "./ledger.ts";
import { summarize, type Summary } from "./summary.ts";

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
  return summarize(texts.flatMap(eventsIn), days);
}
