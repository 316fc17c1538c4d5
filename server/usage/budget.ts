/** What a day may cost, and what it has cost by now: pure sums over events. */
import type { SpentUp } from "../completion/ports.ts";
import type { UsageEvent } from "./event.ts";

/** Nought stands for no limit. */
export interface Budget {
  readonly requests: number;
  readonly tokens: number;
  /** In dollars. */
  readonly money: number;
}

/** Dollars for a million tokens. */
export interface Price {
  readonly input?: number;
  readonly output?: number;
  readonly cached?: number;
}

interface Tokens {
  readonly sent: number;
  readonly received: number;
  readonly cached?: number;
}

/** Nothing where the price is not known. */
export function moneyFor(
  { sent, received, cached = 0 }: Tokens,
  price: Price = {},
): { readonly money?: number } {
  const { input, output, cached: reused = input } = price;
  if (input === undefined || output === undefined) return {};
  return { money: ((sent - cached) * input + cached * (reused ?? input) + received * output) / 1e6 };
}

export const UNLIMITED: Budget = { requests: 0, tokens: 0, money: 0 };

export interface Day extends Budget {
  readonly cached: number;
  /** The user went on, whatever it costs. */
  readonly wentOn: boolean;
}

export const NEW_DAY: Day = { requests: 0, tokens: 0, money: 0, cached: 0, wentOn: false };

export function dayAfter(day: Day, event: UsageEvent): Day {
  if (event.kind === "went-on") return { ...day, wentOn: true };
  // Nobody charges for what failed.
  if (event.kind !== "spent" || event.local || event.ended === "failed") return day;
  const { sent, received, money = 0, cached = 0 } = event;
  return {
    requests: day.requests + 1,
    tokens: day.tokens + sent + received,
    money: day.money + money,
    cached: day.cached + cached,
    wentOn: day.wentOn,
  };
}

export function limitReached(day: Day, budget: Budget): SpentUp | undefined {
  if (day.wentOn) return undefined;
  const isReached = (what: keyof Budget) => budget[what] > 0 && day[what] >= budget[what];
  if (isReached("requests")) return "daily-requests";
  if (isReached("tokens")) return "daily-tokens";
  return isReached("money") ? "daily-money" : undefined;
}

/** Where the user is, not in Greenwich. */
export function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
