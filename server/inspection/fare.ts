/** How a target has fared: how long it takes, and what of the prompts its server had in its cache. */
import type { Seen } from "./seen.ts";

export interface Fare {
  readonly requests: number;
  /** Until the first text, and until there was enough; the latest of them. */
  readonly firstMs: readonly number[];
  readonly allMs: readonly number[];
  /** Of the prompts whose server tells of its cache. */
  readonly cachedTokens: number;
  readonly inputTokens: number;
}

const SAMPLES = 500;

export const NEW_FARE: Fare = { requests: 0, firstMs: [], allMs: [], cachedTokens: 0, inputTokens: 0 };

export function fareAfter(fare: Fare, { pieces, outcome }: Pick<Seen, "pieces" | "outcome">): Fare {
  const { cachedTokens, inputTokens } = outcome.prompt?.usage ?? {};
  const knowsCache = cachedTokens !== undefined && inputTokens !== undefined;
  const [first, last] = [pieces[0], pieces.at(-1)];
  return {
    requests: fare.requests + 1,
    firstMs: first ? [...fare.firstMs, first.ms].slice(-SAMPLES) : fare.firstMs,
    allMs: last ? [...fare.allMs, last.ms].slice(-SAMPLES) : fare.allMs,
    cachedTokens: fare.cachedTokens + (knowsCache ? cachedTokens : 0),
    inputTokens: fare.inputTokens + (knowsCache ? inputTokens : 0),
  };
}

/** The nearest rank; undefined of nothing. */
export function percentile(samples: readonly number[], share: number): number | undefined {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}

/** 0 to 1; undefined when its server tells nothing of a cache. */
export function cacheReuse({ cachedTokens, inputTokens }: Fare): number | undefined {
  return inputTokens > 0 ? cachedTokens / inputTokens : undefined;
}
