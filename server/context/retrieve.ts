/** Step 5: asks every source, waits no longer than the deadline, and puts what came in order. No source can block or break it. */
import type { Signal, Snippet } from "../completion/ports.ts";
import type { Place } from "../completion/request.ts";
import type { Source } from "./source.ts";

const DEADLINE_MS = 20;
const MAX_SNIPPETS = 6;

export async function retrieve(
  place: Place,
  { sources, failed }: { sources: readonly Source[]; failed: (source: string, error: unknown) => void },
  signal: Signal,
): Promise<readonly Snippet[]> {
  const found: Snippet[] = [];
  const asked = sources.map(async (source) => {
    try {
      found.push(...(await source.find(place, signal)));
    } catch (error) {
      failed(source.name, error);
    }
  });
  await within(DEADLINE_MS, Promise.all(asked));
  return found.toSorted((a, b) => b.score - a.score).slice(0, MAX_SNIPPETS);
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, deadline]);
  clearTimeout(timer);
}
