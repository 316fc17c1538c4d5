/** What it would take to embed what is missing: all of it is counted where that is little, else what a part of it says. */
import type { Clock, Signal } from "../completion/ports.ts";
import type { JobParts, Standing } from "./job.ts";

const SAMPLE = 400;
const LOOK_AGAIN_MS = 200;

export interface Estimate {
  readonly chunks: number;
  readonly missing: number;
  readonly tokens: number;
  readonly isEstimate: boolean;
}

interface Means extends Pick<JobParts, "standing"> {
  readonly clock: Clock;
  readonly count: (text: string) => number;
}

/** Waits until the workspace has been looked through. Undefined when there is none. */
export async function estimate(
  { standing, clock, count }: Means,
  signal: Signal,
): Promise<Estimate | undefined> {
  let now: Standing | undefined;
  do {
    if (now) await clock.sleep(LOOK_AGAIN_MS, signal);
    now = await standing(SAMPLE, true);
  } while (now && !now.isDone && !signal.aborted);
  if (!now) return undefined;
  const { chunks, missing, texts } = now;
  const counted = texts.reduce((sum, { text }) => sum + count(text), 0);
  const share = texts.length / Math.max(1, missing);
  const tokens = share === 0 ? 0 : Math.round(counted / share);
  return { chunks, missing, tokens, isEstimate: share < 1 };
}
