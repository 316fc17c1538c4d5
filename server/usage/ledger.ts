/**
 * The events of a day in a file of their own, a line of JSON each. Lines are only ever added, and each batch in one write,
 * so several windows can share a file. Old days are thrown away, and a day that grows too large is not written on.
 */
import { appendFile, mkdir, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import type { UsageEvent } from "./event.ts";

const KEPT_DAYS = 90;
const MAX_BYTES_A_DAY = 4_000_000;
const GATHERED_MS = 2000;
export const DAY_FILE = /^\d{4}-\d\d-\d\d\.jsonl$/;

export interface Ledger {
  readonly write: (event: UsageEvent) => void;
  /** Resolves when all is on disk, or could not be put there. */
  readonly written: () => Promise<void>;
}

export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

export function dayFile(at: number): string {
  return `${dayOf(at)}.jsonl`;
}

export function createLedger(folder: string, note: (line: string) => void): Ledger {
  let waiting: UsageEvent[] = [];
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isPruned = false;
  let isNoted = false;

  async function flush(): Promise<void> {
    const events = waiting;
    waiting = [];
    if (events.length === 0) return;
    await mkdir(folder, { recursive: true });
    if (!isPruned) await prune(folder, events[0]?.at ?? 0);
    isPruned = true;
    const days = Map.groupBy(events, ({ at }) => join(folder, dayFile(at)));
    for (const [file, ofDay] of days) {
      const { size } = await stat(file).catch(() => ({ size: 0 }));
      const lines = ofDay.map((event) => `${JSON.stringify(event)}\n`).join("");
      if (size < MAX_BYTES_A_DAY) await appendFile(file, lines);
    }
  }

  function written(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(flush).catch((error: unknown) => {
      if (!isNoted) note(`statistics are not kept: ${String(error)}`);
      isNoted = true;
    });
    return writing;
  }

  return {
    write(event) {
      waiting.push(event);
      timer ??= setTimeout(() => void written(), GATHERED_MS).unref();
    },
    written,
  };
}

async function prune(folder: string, now: number): Promise<void> {
  const oldest = dayFile(now - KEPT_DAYS * 86_400_000);
  const files = await readdir(folder);
  const old = files.filter((file) => DAY_FILE.test(file) && file < oldest);
  await Promise.all(old.map((file) => rm(join(folder, file), { force: true })));
}
