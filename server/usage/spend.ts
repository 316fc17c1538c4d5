/** Guards what a day costs: knows what all windows of this user have sent today, and whether that is enough. */
import type { SpentUp } from "../completion/ports.ts";
import { type Budget, type Day, dayAfter, limitReached, NEW_DAY, startOfDay, UNLIMITED } from "./budget.ts";
import type { UsageEvent } from "./event.ts";
import { createTail, type Tail } from "./tail.ts";

export interface Spend {
  /** Settles when what was spent before is known. */
  readonly keepTo: (budget: Budget) => Promise<void>;
  /** The limit that stops targets that cost something, if one does. Answers at once, by what is known. */
  readonly reached: () => SpentUp | undefined;
  /** This window has written it down. */
  readonly own: (event: UsageEvent) => void;
  readonly today: () => Promise<Day>;
  readonly countsMoney: () => boolean;
}

interface Surroundings {
  readonly folder: string;
  /** Begins the names of this window's events. */
  readonly window: string;
  readonly now: () => number;
}

/** Other windows write what they have spent every two seconds. */
const FRESH_MS = 3000;

export function createSpend({ folder, window, now }: Surroundings): Spend {
  let budget = UNLIMITED;
  let day = { ...NEW_DAY, start: 0 };
  let tail: Tail = createTail(folder);
  let asOf = -Infinity;
  let reading = Promise.resolve();

  const isLimited = () => Object.values(budget).some((limit) => limit > 0);

  function begin(): void {
    const start = startOfDay(now());
    if (start === day.start) return;
    day = { ...NEW_DAY, start };
    tail = createTail(folder);
    asOf = -Infinity;
  }

  async function readOthers(): Promise<void> {
    const { start } = day;
    const events = await tail.read(start, now());
    if (start !== day.start) return;
    for (const event of events) {
      if (!event.id.startsWith(`${window}-`)) day = { ...dayAfter(day, event), start };
    }
  }

  /** One after the other, so that no event is read twice. A folder that cannot be read holds nothing. */
  function refresh(): Promise<void> {
    begin();
    asOf = now();
    reading = reading.then(readOthers).catch(() => undefined);
    return reading;
  }

  return {
    countsMoney: () => budget.money > 0,
    async keepTo(wanted) {
      budget = wanted;
      if (isLimited()) await refresh();
    },
    reached() {
      if (!isLimited()) return undefined;
      if (now() - asOf > FRESH_MS) void refresh();
      begin();
      return limitReached(day, budget);
    },
    own(event) {
      begin();
      day = { ...dayAfter(day, event), start: day.start };
    },
    async today() {
      await refresh();
      return day;
    },
  };
}
