/** What completions came to, in figures; and how the statistics page asks for it. Types and names only. */

export const USAGE_REQUEST = "keyfill/usage";
/** All that was written down, a line of JSON for each event. */
export const USAGE_EXPORT = "keyfill/usage/export";
export const USAGE_CLEAR = "keyfill/usage/clear";

export interface UsageParams {
  /** Over the last days, today among them. */
  readonly days: number;
}

export interface Tokens {
  readonly sent: number;
  readonly received: number;
}

export interface Sums {
  /** Requests to a target, and of these, who was left before the end and who failed. */
  readonly requests: number;
  readonly aborted: number;
  readonly failed: number;
  readonly offered: number;
  readonly accepted: number;
  readonly acceptedCharacters: number;
  readonly tokens: Tokens;
  /** Of the tokens, those of askings from which nothing was accepted. */
  readonly wasted: Tokens;
  readonly cached: number;
  /** In dollars, as far as it was counted. */
  readonly money: number;
  /** Until a suggestion was there, in the middle. */
  readonly medianMs: number | undefined;
}

export interface Kept {
  readonly afterSeconds: number;
  /** How many were looked at, and at how many more than half was still there. */
  readonly seen: number;
  readonly kept: number;
}

export interface LanguageSums {
  readonly offered: number;
  readonly accepted: number;
  readonly medianMs: number | undefined;
}

export interface DaySums extends Sums {
  /** `2026-11-20`, as the files are named. */
  readonly day: string;
}

/** How many suggestions took less than so long, and not less than the one before; the last has no end. */
export interface TimeStep {
  readonly belowMs?: number;
  readonly offered: number;
}

export interface Summary extends Sums {
  readonly days: number;
  readonly kept: readonly Kept[];
  readonly targets: Readonly<Record<string, Sums>>;
  readonly languages: Readonly<Record<string, LanguageSums>>;
  /** Each day, also those on which nothing was, the oldest first. */
  readonly byDay: readonly DaySums[];
  readonly times: readonly TimeStep[];
}
