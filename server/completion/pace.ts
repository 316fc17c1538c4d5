/**
 * Step 3: how long typing should rest before a target is asked. Learned from the typist's rhythm, from how soon the target
 * begins to answer, and from whether it asks to slow down. Plain data and arithmetic: the time is told.
 */
import { told, toTell, type Words } from "./told.ts";
import type { Outcome } from "./outcome.ts";
import type { Clock, CompletionTarget, Ports, Signal } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";
import type { Rest } from "./timings.ts";

/** How somebody types, as far as it was seen. */
export interface Rhythm {
  readonly lastKey: number;
  /** Between the last key and the one before it. */
  readonly gapMs: number;
  /** Between keys typed in one go; the newest first. */
  readonly gaps: readonly number[];
}

/** How a target answers, as far as it was seen. */
export interface Manner {
  /** From the request to the first text. */
  readonly firstTextMs?: number;
  /** Doubled each time when it asks to slow down. */
  readonly strain: number;
  readonly strainedAt: number;
}

export const STILL: Rhythm = { lastKey: -Infinity, gapMs: Infinity, gaps: [] };
export const UNKNOWN: Manner = { strain: 1, strainedAt: -Infinity };

/** VS Code has waited this long before an automatic request reaches us. */
const WAITED_BY_EDITOR_MS = 50;
/** A longer gap is no typing but thinking. */
const PAUSE_MS = 1000;
const REMEMBERED_GAPS = 40;
/** What is known of somebody who has typed little: forty words a minute and a little more. */
const USUAL_GAP_MS = 200;
const ENOUGH_GAPS = 6;
/** Who answers within this time is never waited for. */
const AT_ONCE_MS = 100;
const MAX_STRAIN = 16;
const STRAINED_REST_MS = 100;
/** Of a limit, so little that it is used with care. */
const SCARCE = 0.25;
/** In this time a target that is no longer pressed recovers by half. */
const RECOVERY_MS = 30_000;

export function typed({ lastKey, gaps }: Rhythm, now: number): Rhythm {
  const gapMs = now - lastKey;
  const isTyping = gapMs > 0 && gapMs < PAUSE_MS;
  return { lastKey: now, gapMs, gaps: isTyping ? [gapMs, ...gaps].slice(0, REMEMBERED_GAPS) : gaps };
}

export function answered(manner: Manner, outcome: Outcome, now: number): Manner {
  if (outcome.kind === "nothing" && outcome.reason === "rate-limited") {
    return { ...manner, strain: Math.min(MAX_STRAIN, 2 * strainOf(manner, now)), strainedAt: now };
  }
  const { generate } = outcome.timings;
  if (generate === undefined || (outcome.kind === "nothing" && outcome.failure) || outcome.fallen)
    return manner;
  const { firstTextMs = generate } = manner;
  return { ...manner, firstTextMs: firstTextMs + (generate - firstTextMs) / 4 };
}

export class Pace {
  readonly #clock: Clock;
  readonly #shareLeft: NonNullable<Ports["shareLeft"]>;
  readonly #manners = new Map<string, Manner>();
  #rhythm = STILL;

  constructor(clock: Clock, shareLeft: Ports["shareLeft"] = () => undefined) {
    this.#clock = clock;
    this.#shareLeft = shareLeft;
  }

  documentChanged(): void {
    this.#rhythm = typed(this.#rhythm, this.#clock.now());
  }

  answered(outcome: Outcome): void {
    if (outcome.target === undefined) return;
    const manner = this.#manners.get(outcome.target) ?? UNKNOWN;
    this.#manners.set(outcome.target, answered(manner, outcome, this.#clock.now()));
  }

  /** Rests, unless the request is withdrawn, and tells for how long. */
  async rest(request: CompletionRequest, target: CompletionTarget, signal: Signal): Promise<Rest> {
    const manner = this.#manners.get(target.id) ?? UNKNOWN;
    const rhythm = this.#rhythm;
    const rest = restFor({
      request,
      target,
      rhythm,
      manner,
      shareLeft: this.#shareLeft(target),
      now: this.#clock.now(),
    });
    if (rest.ms > 0) await this.#clock.sleep(rest.ms, signal);
    return rest;
  }
}

interface Situation {
  readonly request: Pick<CompletionRequest, "trigger">;
  readonly target: Pick<CompletionTarget, "restMs">;
  readonly rhythm: Rhythm;
  readonly manner: Manner;
  /** Of the target's limits, 0 to 1. */
  readonly shareLeft?: number | undefined;
  readonly now: number;
}

export function restFor({ request, target, rhythm, manner, shareLeft, now }: Situation): Rest {
  if (request.trigger === "manual") return { ms: 0, why: toTell("asked by hand") };
  const strain = Math.max(strainOf(manner, now), strainBy(shareLeft));
  const isStrained = strain > 1.5;
  if (!isStrained && rhythm.gapMs >= PAUSE_MS) return { ms: 0, why: toTell("the first key after a pause") };
  const patience = patienceWith(target, manner);
  if (!isStrained && patience === 0) return { ms: 0, why: answersIn(manner) };
  // Whoever has not typed on for so long has stopped.
  const settled = Math.max(1.2 * usualGap(rhythm.gaps), isStrained ? STRAINED_REST_MS : 0);
  const wanted = Math.min(patience, settled) + (isStrained ? strain * STRAINED_REST_MS : 0);
  const waited = Math.max(WAITED_BY_EDITOR_MS, now - rhythm.lastKey);
  return {
    ms: Math.max(0, Math.round(wanted - waited)),
    why: reason({ patience, settled, isStrained }, manner),
  };
}

/** To rest two thirds as long as the answer takes anyhow costs little, and saves the requests that typing on makes useless. */
function patienceWith({ restMs }: Pick<CompletionTarget, "restMs">, { firstTextMs }: Manner): number {
  if (firstTextMs === undefined) return restMs;
  return firstTextMs <= AT_ONCE_MS ? 0 : firstTextMs / 1.5;
}

function usualGap(gaps: readonly number[]): number {
  if (gaps.length < ENOUGH_GAPS) return USUAL_GAP_MS;
  const sorted = gaps.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.75)] ?? USUAL_GAP_MS;
}

/** A limit that is nearly used up is spread over the time until it is reset. */
function strainBy(shareLeft = 1): number {
  return shareLeft >= SCARCE ? 1 : 1 + MAX_STRAIN * (1 - shareLeft / SCARCE);
}

function strainOf({ strain, strainedAt }: Manner, now: number): number {
  return Math.max(1, strain * 0.5 ** ((now - strainedAt) / RECOVERY_MS));
}

interface Weighed {
  readonly patience: number;
  readonly settled: number;
  readonly isStrained: boolean;
}

function reason({ patience, settled, isStrained }: Weighed, manner: Manner): Words {
  if (isStrained) return toTell("the provider asks to slow down, or its limit is nearly used up");
  if (settled < patience) return told("keys come every {0} ms", String(Math.round(settled / 1.2)));
  return answersIn(manner);
}

function answersIn({ firstTextMs }: Manner): Words {
  if (firstTextMs === undefined) return toTell("not asked before");
  return told("the first text comes after {0} ms", String(Math.round(firstTextMs)));
}
