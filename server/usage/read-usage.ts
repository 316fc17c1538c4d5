/** Reads what was written down of a number of days. */
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";

import type { Summary } from "../protocol/usage.ts";
import { eventsIn } from "./events-in.ts";
import { DAY_FILE, dayFile } from "./ledger.ts";
import { summarize } from "./summary.ts";

interface Period {
  readonly days: number;
  readonly now: number;
}

export async function readUsage(folder: string, period: Period): Promise<Summary> {
  const first = dayFile(period.now - (period.days - 1) * 86_400_000);
  const files = (await dayFiles(folder)).filter((file) => file >= first);
  return summarize((await textsOf(folder, files)).flatMap(eventsIn), period);
}

/** All that there is, as it lies there. */
export async function exportUsage(folder: string): Promise<string> {
  return (await textsOf(folder, await dayFiles(folder))).join("");
}

export async function clearUsage(folder: string): Promise<void> {
  const files = await dayFiles(folder);
  await Promise.all(files.map((file) => rm(join(folder, file), { force: true })));
}

async function dayFiles(folder: string): Promise<readonly string[]> {
  return (await readdir(folder).catch(() => [])).filter((file) => DAY_FILE.test(file)).toSorted();
}

function textsOf(folder: string, files: readonly string[]): Promise<readonly string[]> {
  return Promise.all(files.map((file) => readFile(join(folder, file), "utf8").catch(() => "")));
}
