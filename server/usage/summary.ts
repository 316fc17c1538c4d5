/** Events in sums: for the statistics page, the command line and whoever guards what is spent. */
import type { UsageEvent } from "./event.ts";

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
  /** Until a suggestion was there, in the middle. */
  readonly medianMs: number | undefined;
}

export interface Kept {
  readonly afterSeconds: number;
  /** How many were looked at, and at how many more than half was still there. */
  readonly seen: number;
  readonly kept: number;
}

export interface Summary extends Sums {
  readonly days: number;
  readonly kept: readonly Kept[];
  readonly targets: Readonly<Record<string, Sums>>;
}

type Of<Kind extends UsageEvent["kind"]> = Extract<UsageEvent, { readonly kind: Kind }>;

export function summarize(events: readonly UsageEvent[], days: number): Summary {
  const spent = events.filter((event) => event.kind === "spent");
  const offered = events.filter((event) => event.kind === "offered");
  const accepted = new Map(
    events.filter((event) => event.kind === "accepted").map((event) => [event.id, event]),
  );
  const names = new Set([...spent, ...offered].map(({ target }) => target));
  const sums = (of: (target: string) => boolean) =>
    sumsOf({
      spent: spent.filter(({ target }) => of(target)),
      offered: offered.filter(({ target }) => of(target)),
      accepted,
    });
  return {
    days,
    ...sums(() => true),
    kept: keptOf(events.filter((event) => event.kind === "kept")),
    targets: Object.fromEntries(
      [...names].toSorted().map((name) => [name, sums((target) => target === name)]),
    ),
  };
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
    wasted: tokensOf(spent.filter(({ id }) => !accepted.has(id))),
    cached: sum(spent.map(({ cached = 0 }) => cached)),
    medianMs: times[Math.floor(times.length / 2)],
  };
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
