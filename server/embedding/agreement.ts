/**
 * What the user has agreed to pay for: so many texts of a workspace, and when they are embedded, a few more, for what
 * changes day by day. More is asked for again. Kept for the next time.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import * as z from "zod/mini";

export interface Agreement {
  readonly isGiven: () => boolean;
  readonly covers: (texts: number) => boolean;
  /** To so many texts, and a few that may come meanwhile. */
  readonly agree: (texts: number) => void;
  readonly spend: (texts: number) => void;
  /** All of a workspace of so many chunks is embedded. */
  readonly completed: (chunks: number) => void;
}

const SHARE_MORE = 0.05;
const LEAST_MORE = 200;
const kept = z.object({ left: z.number().check(z.nonnegative()) });

/** About what: the space of the vectors, and the folders. */
export function readAgreement(folder: string, about: readonly string[]): Agreement {
  const name = createHash("sha256").update(about.join("\n")).digest("hex").slice(0, 16);
  const file = join(folder, `${name}.json`);
  let left = leftIn(file);
  const allow = (texts: number) => {
    if (left !== undefined && left >= texts) return;
    left = texts;
    write(folder, file, { left });
  };
  return {
    isGiven: () => left !== undefined,
    covers: (texts) => left !== undefined && texts <= left,
    agree: (texts) => allow(texts + more(texts)),
    spend: (texts) => (left = Math.max(0, (left ?? 0) - texts)),
    completed: (chunks) => allow(more(chunks)),
  };
}

function more(texts: number): number {
  return Math.max(LEAST_MORE, Math.ceil(texts * SHARE_MORE));
}

function leftIn(file: string): number | undefined {
  try {
    return kept.parse(JSON.parse(readFileSync(file, "utf8"))).left;
  } catch {
    // Never agreed to, or nobody can tell any more.
    return undefined;
  }
}

function write(folder: string, file: string, content: z.infer<typeof kept>): void {
  const partial = `${file}.${String(process.pid)}.partial`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(partial, JSON.stringify(content));
    renameSync(partial, file);
  } catch {
    // Not kept, it is asked for again the next time.
  }
}
