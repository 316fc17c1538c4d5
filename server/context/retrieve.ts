/**
 * Step 5: asks every source, waits no longer than the deadline, and puts what came in one order. No source can block or break
 * it.
 */
import { clock } from "../clock.ts";
import type { Snippet } from "../completion/ports.ts";
import type { Place } from "../completion/request.ts";
import type { Asker, Source } from "./source.ts";

const DEADLINE_MS = 20;
const MAX_SNIPPETS = 300;
/** Scores of different sources cannot be compared, their ranks can: the first of each count about alike, and the rest less. */
const RANK_OFFSET = 10;
/** Of a snippet's lines, so many may have been in better ones already. */
const MAX_SHARE_KNOWN = 0.7;

export interface Effort {
  readonly source: string;
  readonly ms: number;
  readonly found: number;
}

export interface Among {
  readonly sources: readonly Source[];
  /** What a rule keeps from the one who asks takes nobody's place. */
  readonly mayShow: (path: string) => boolean;
  readonly failed: (source: string, error: unknown) => void;
  /** Told of each source when it is done, be it in time or not. */
  readonly took?: (effort: Effort) => void;
  readonly deadlineMs?: number | undefined;
}

interface Ranked {
  readonly snippet: Snippet;
  readonly fused: number;
}

export async function retrieve(
  place: Place,
  { sources, mayShow, failed, took, deadlineMs = DEADLINE_MS }: Among,
  asker: Asker,
): Promise<readonly Snippet[]> {
  const found: Ranked[] = [];
  const begun = clock.now();
  const asked = sources.map(async (source) => {
    try {
      const snippets = await source.find(place, asker);
      took?.({ source: source.name, ms: clock.now() - begun, found: snippets.length });
      found.push(
        ...snippets
          .filter(({ path }) => mayShow(path))
          .toSorted((a, b) => b.score - a.score)
          .map((snippet, rank) => ({ snippet, fused: source.weight / (RANK_OFFSET + rank) })),
      );
    } catch (error) {
      failed(source.name, error);
    }
  });
  await within(deadlineMs, Promise.all(asked));
  const inOrder = found.toSorted((a, b) => b.fused - a.fused).map(({ snippet }) => snippet);
  return withoutKnown(inOrder, place).slice(0, MAX_SNIPPETS);
}

/** Without what is in the document around the cursor or in a better snippet. */
function withoutKnown(snippets: readonly Snippet[], { document }: Place): readonly Snippet[] {
  const known = new Map<string, Set<string>>();
  return snippets.filter(({ path, text }) => {
    if (path === document.path) return false;
    const before = known.get(path) ?? new Set();
    known.set(path, before);
    const lines = text.split("\n").map((line) => line.trim());
    const saying = lines.filter((line) => line !== "");
    const repeated = saying.filter((line) => before.has(line)).length;
    for (const line of saying) before.add(line);
    return repeated <= saying.length * MAX_SHARE_KNOWN;
  });
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, deadline]);
  clearTimeout(timer);
}
