/** Follows what all windows write down: at each reading, the events that came since the last one. */
import { open } from "node:fs/promises";
import { join } from "node:path";

import type { UsageEvent } from "./event.ts";
import { dayFile } from "./ledger.ts";

export interface Tail {
  /** Of the time since then, what was not read before. */
  readonly read: (since: number, now: number) => Promise<readonly UsageEvent[]>;
}

export function createTail(folder: string): Tail {
  const offsets = new Map<string, number>();

  async function readOn(file: string): Promise<string> {
    const handle = await open(join(folder, file)).catch(() => undefined);
    if (!handle) return "";
    try {
      const from = offsets.get(file) ?? 0;
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(Math.max(0, size - from));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, from);
      // A line that is being written is read when it is whole.
      const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
      offsets.set(file, from + end);
      return buffer.toString("utf8", 0, end);
    } finally {
      await handle.close();
    }
  }

  return {
    async read(since, now) {
      // A day of the files is one in Greenwich: the user's may lie in two of them.
      const files = [...new Set([dayFile(since), dayFile(now)])];
      const texts = (await Promise.all(files.map(readOn))).filter((text) => text !== "");
      if (texts.length === 0) return [];
      const { eventsIn } = await import("./events-in.ts");
      return texts.flatMap(eventsIn).filter(({ at }) => at >= since);
    },
  };
}
