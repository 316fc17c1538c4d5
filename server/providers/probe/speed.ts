/** From the times of the holes to what they mean for someone who types. Pure. */
import type { Filling } from "./fill.ts";
import type { GoodVerdict } from "./verdict.ts";

type Speed = Pick<
  GoodVerdict,
  "timeToFirstTokenMs" | "firstRequestMs" | "tokensPerSecond" | "pace" | "restMs" | "maxTokens" | "multiline"
>;

/** Until there is a line to show; waiting longer than a moment, one has typed on. */
const PACES = [
  { within: 500, pace: "fast", restMs: 75 },
  { within: 1200, pace: "steady", restMs: 250 },
  { within: 4000, pace: "slow", restMs: 600 },
  { within: Infinity, pace: "on-demand", restMs: 1000 },
] as const;

const LINE_TOKENS = 12;
/** What several lines are. */
const BLOCK_TOKENS = 40;
/** Nobody waits longer for the end of a suggestion. */
const PATIENCE_SECONDS = 3;
const FEWEST_TOKENS = 32;
/** Fewer, or quicker than this, say nothing about a rate. */
const ENOUGH_TOKENS = 6;
const SHORTEST_MS = 5;

export function speedOf(
  fillings: readonly Filling[],
  { maxTokens, multiline }: { readonly maxTokens: number; readonly multiline: boolean },
): Speed {
  const [first, ...later] = fillings.map(({ firstMs }) => firstMs);
  const firstRequestMs = first ?? 0;
  const timeToFirstTokenMs = median(later.length > 0 ? later : [firstRequestMs]);
  const rate = rateOf(fillings);
  const lineMs = timeToFirstTokenMs + (rate === undefined ? 0 : (LINE_TOKENS / rate) * 1000);
  const { pace, restMs } = PACES.find(({ within }) => lineMs <= within) ?? PACES[3];
  const inTime = rate === undefined ? maxTokens : Math.round(rate * PATIENCE_SECONDS);
  return {
    timeToFirstTokenMs: Math.round(timeToFirstTokenMs),
    firstRequestMs: Math.round(firstRequestMs),
    ...(rate !== undefined && { tokensPerSecond: Math.round(rate * 10) / 10 }),
    pace,
    restMs,
    maxTokens: Math.min(maxTokens, Math.max(FEWEST_TOKENS, inTime)),
    multiline: multiline && inTime >= BLOCK_TOKENS,
  };
}

/** Of the longest answer, from its first token to its last. */
function rateOf(fillings: readonly Filling[]): number | undefined {
  const longest = fillings.toSorted((a, b) => b.tokens - a.tokens)[0];
  if (!longest || longest.tokens < ENOUGH_TOKENS) return undefined;
  const streamedMs = longest.ms - longest.firstMs;
  if (streamedMs >= SHORTEST_MS) return ((longest.tokens - 1) / streamedMs) * 1000;
  // It all came at once.
  return (longest.tokens / Math.max(1, longest.ms)) * 1000;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
