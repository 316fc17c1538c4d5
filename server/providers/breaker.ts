/**
 * A circuit breaker as plain data: what is remembered of a target that fails, and whether it may be asked. After a few
 * failures in a row it is left alone for a while; then one request probes whether it is back. Pure; times are the wall's.
 */
import type { Failure, FailureKind } from "../completion/ports.ts";
import { told, toTell } from "../completion/told.ts";

export interface Trouble {
  /** In a row; 0 when all is well. */
  readonly failures: number;
  /** When this was written. */
  readonly at: number;
  readonly pausedUntil: number;
  /** Until then somebody is finding out whether the target is back. */
  readonly probedUntil: number;
  readonly last: Pick<Failure, "kind" | "message" | "advice">;
}

export type Admission =
  | { readonly kind: "go"; readonly trouble?: Trouble }
  | { readonly kind: "paused"; readonly failure: Failure };

const FAILURES_TO_PAUSE = 3;
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 30_000;
/** No provider's word counts for longer: what it counts per day may be raised by then. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** Whoever probes may have gone away without a word. */
const PROBE_MS = 30_000;
/** Failures that lie further apart are not in a row. */
const FORGOTTEN_MS = 5 * 60_000;

/** The others say something about the request, the key or the set-up, and prove that somebody answers. */
const COUNTED: Readonly<Partial<Record<FailureKind, true>>> = {
  "rate-limited": true,
  overloaded: true,
  unreachable: true,
  timeout: true,
};

export function isCounted({ kind }: Pick<Failure, "kind">): boolean {
  return COUNTED[kind] === true;
}

/** With the trouble to be noted, if asking changes it. */
export function admit(trouble: Trouble | undefined, now: number): Admission {
  if (!trouble || !isCurrent(trouble, now)) return { kind: "go" };
  const { failures, pausedUntil, probedUntil } = trouble;
  const until = Math.max(pausedUntil, probedUntil);
  if (now < until) return { kind: "paused", failure: pause(trouble, until - now) };
  if (failures === 0 || pausedUntil === 0) return { kind: "go" };
  return { kind: "go", trouble: { ...trouble, at: now, probedUntil: now + PROBE_MS } };
}

export function afterFailure(trouble: Trouble | undefined, failure: Failure, now: number): Trouble {
  const known = trouble && isCurrent(trouble, now) ? trouble : undefined;
  // Requests that were under way when the pause began say nothing new.
  const failures = (known?.failures ?? 0) + (known && known.pausedUntil > now ? 0 : 1);
  const ms = failure.kind === "rate-limited" ? askedPause(failure, failures) : ownPause(failure, failures);
  const { kind, message, advice } = failure;
  const pausedUntil = Math.max(known?.pausedUntil ?? 0, ms === 0 ? 0 : now + ms);
  return { failures, at: now, pausedUntil, probedUntil: 0, last: { kind, message, advice } };
}

/** It answered, and told that it will refuse the next for so long. */
export function afterLastAllowed(ms: number, now: number): Trouble {
  return {
    failures: 0,
    at: now,
    pausedUntil: now + Math.min(ms, LONGEST_WAIT_MS),
    probedUntil: 0,
    last: USED_UP,
  };
}

const USED_UP = {
  kind: "rate-limited",
  message: toTell("it told that its limit is used up until then"),
  advice: toTell("Wait, or choose a target with a higher limit; asking by hand tries all the same."),
} as const;

export function afterAnswer(trouble: Trouble, now: number): Trouble {
  return { ...trouble, failures: 0, at: now, pausedUntil: 0, probedUntil: 0 };
}

/** Who asked went away: nothing was learned, and the next may probe. */
export function afterLeaving(trouble: Trouble, now: number): Trouble {
  return { ...trouble, at: now, probedUntil: 0 };
}

/** False for what is long ago, and for what a clock that was set back, or a broken file, makes of it. */
function isCurrent({ at, pausedUntil, probedUntil }: Trouble, now: number): boolean {
  const isPast = now - at > FORGOTTEN_MS && now - pausedUntil > FORGOTTEN_MS;
  const isFuture = at > now + PROBE_MS || Math.max(pausedUntil, probedUntil) > now + LONGEST_WAIT_MS;
  return !isPast && !isFuture;
}

function askedPause({ retryAfterMs }: Failure, failures: number): number {
  return Math.min(retryAfterMs ?? growing(FIRST_PAUSE_MS, failures), LONGEST_WAIT_MS);
}

/** A provider that fails may say how long, too. */
function ownPause({ retryAfterMs = 0 }: Failure, failures: number): number {
  const own = failures < FAILURES_TO_PAUSE ? 0 : growing(FIRST_PAUSE_MS, failures - FAILURES_TO_PAUSE + 1);
  return Math.min(Math.max(own, retryAfterMs), LONGEST_WAIT_MS);
}

function growing(ms: number, times: number): number {
  return Math.min(ms * 2 ** (times - 1), LONGEST_PAUSE_MS);
}

function pause({ failures, last }: Trouble, ms: number): Failure {
  const [seconds, why] = [String(Math.ceil(ms / 1000)), told(last.message)];
  return {
    kind: last.kind === "rate-limited" ? "rate-limited" : "overloaded",
    message:
      failures === 0
        ? told("paused for {0} s: {1}", seconds, why)
        : failures === 1
          ? told("paused for {0} s after a failure, the last: {1}", seconds, why)
          : told("paused for {0} s after {1} failures, the last: {2}", seconds, String(failures), why),
    advice: last.advice,
    retryAfterMs: ms,
  };
}
