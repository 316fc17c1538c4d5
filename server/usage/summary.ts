/** Events in sums: for the statistics page, the command line and whoever guards what is spent. */
import type { DaySums, Kept, LanguageSums, Summary, Sums, TimeStep, Tokens } from "../protocol/usage.ts";
import type { UsageEvent } from "./event.ts";
import { dayOf } from "./ledger.ts";

type Of<Kind extends UsageEvent["kind"]> = Extract<UsageEvent, { readonly kind: Kind }>;

const DAY_MS = 86_400_000;

export function summarize(
  events: readonly UsageEvent[],
  { days, now }: { readonly days: number; readonly now: number },
): Summary {
  const all: Events = {
    spent: events.filter((event) => event.kind === "spent"),
    offered: events.filter((event) => event.kind === "offered"),
    accepted: new Map(events.filter((event) => event.kind === "accepted").map((event) => [event.id, event])),
  };
  const targets = new Set([...all.spent, ...all.offered].map(({ target }) => target));
  return {
    days,
    ...sumsOf(all),
    kept: keptOf(events.filter((event) => event.kind === "kept")),
    targets: Object.fromEntries(
      [...targets].toSorted().map((name) => [name, sumsOf(only(all, ({ target }) => target === name))]),
    ),
    languages: languagesOf(all),
    byDay: Array.from({ length: days }, (_, index): DaySums => {
      const day = dayOf(now - (days - 1 - index) * DAY_MS);
      return { day, ...sumsOf(only(all, ({ at }) => dayOf(at) === day)) };
    }),
    times: timesOf(all.offered.map(({ ms }) => ms)),
  };
}

function only(
  { spent, offered, accepted }: Events,
  wanted: (event: Of<"spent"> | Of<"offered">) => boolean,
): Events {
  return { spent: spent.filter(wanted), offered: offered.filter(wanted), accepted };
}

/** Most offered first. */
function languagesOf(all: Events): Readonly<Record<string, LanguageSums>> {
  const groups = [...Map.groupBy(all.offered, ({ language }) => language)];
  return Object.fromEntries(
    groups
      .toSorted(([, a], [, b]) => b.length - a.length)
      .map(([language, ofIt]) => {
        const { offered, accepted, medianMs } = sumsOf({ ...all, spent: [], offered: ofIt });
        return [language, { offered, accepted, medianMs }];
      }),
  );
}

const STEPS_MS = [100, 200, 400, 800, 1600, 3200] as const;

function timesOf(times: readonly number[]): readonly TimeStep[] {
  const between = (from: number, to: number) => times.filter((ms) => ms >= from && ms < to).length;
  const steps = STEPS_MS.map((belowMs, index) => ({
    belowMs,
    offered: between(STEPS_MS[index - 1] ?? 0, belowMs),
  }));
  return [...steps, { offered: between(STEPS_MS.at(-1) ?? 0, Infinity) }];
}

interface Events {
  readonly spent: readonly Of<"spent">[];
  readonly offered: readonly Of<"offered">[];
  readonly accepted: ReadonlyMap<string, Of<"accepted">>;
}

function sumsOf({ spent, offered, accepted }: Events): Sums {
  const taken = offered.flatMap(({ id }) => accepted.get(id) ?? []);
  const times = offered.map(({ ms }) => ms).toSorted((a, b) => a - b);
  return {
    requests: spent.length,
    aborted: spent.filter(({ ended }) => ended === "aborted").length,
    failed: spent.filter(({ ended }) => ended === "failed").length,
    offered: offered.length,
    accepted: taken.length,
    acceptedCharacters: sum(taken.map(({ characters }) => characters)),
    tokens: tokensOf(spent),
    // What is said in a chat is of use without being accepted.
    wasted: tokensOf(spent.filter(({ id, trigger }) => isForCompletion(trigger) && !accepted.has(id))),
    cached: sum(spent.map(({ cached = 0 }) => cached)),
    money: sum(spent.map(({ money = 0 }) => money)),
    medianMs: times[Math.floor(times.length / 2)],
  };
}

function isForCompletion(trigger: Of<"spent">["trigger"]): boolean {
  return trigger === "automatic" || trigger === "manual";
}

function tokensOf(spent: readonly Of<"spent">[]): Tokens {
  return { sent: sum(spent.map(({ sent }) => sent)), received: sum(spent.map(({ received }) => received)) };
}

function keptOf(looks: readonly Of<"kept">[]): readonly Kept[] {
  const byTime = Map.groupBy(looks, ({ afterSeconds }) => afterSeconds);
  return [...byTime]
    .toSorted(([a], [b]) => a - b)
    .map(([afterSeconds, all]) => ({
      afterSeconds,
      seen: all.length,
      kept: all.filter(({ share }) => share > 0.5).length,
    }));
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
