/**
 * Makes room where a conversation has outgrown the window: old results of tools are shortened first, then what was attached to
 * old messages, then the oldest messages go. In big steps, and what was cut stays cut: a prompt that begins like the one before
 * it is found in the provider's cache.
 */
import type { ModelTurn, Turn } from "../../protocol/chat/conversation.ts";
import { attachedName, type Cuts, resultName, stepName } from "./cuts.ts";
import { resultOf } from "./messages.ts";

export interface Fitting {
  readonly path: readonly Turn[];
  /** What may be filled. */
  readonly budget: number;
  /** What the whole prompt comes to with these cuts. The more is cut, the less it is. */
  readonly measure: (cuts: Cuts) => number;
}

/** As much is freed at once, so that the next turns find room without another cut. */
const FREED_TO = 0.7;
/** What is shortened keeps this much. */
const KEPT_CHARACTERS = 600;

/** The cuts with which it fits, as far as anything can be cut; with those that were made before. */
export function fit({ path, budget, measure }: Fitting, before: Cuts): Cuts {
  const isRoomy = before.size > 0 && measure(new Map()) <= FREED_TO * budget;
  let cuts: Cuts = isRoomy ? new Map() : before;
  if (measure(cuts) <= budget) return cuts;
  for (const { goal, sacrifices } of tiers(path)) {
    const cutting = (first: number) => withCuts(cuts, sacrifices.slice(0, first));
    const first = least(sacrifices.length, (first) => measure(cutting(first)) <= goal * budget);
    cuts = cutting(first);
    if (measure(cuts) <= budget) return cuts;
  }
  const last = currentTexts(path);
  const cutting = (characters: number) => withCuts(cuts, [last.map(({ name }) => ({ name, characters }))]);
  const longest = Math.max(0, ...last.map(({ text }) => text.length));
  const spared = Math.max(0, longest - KEPT_CHARACTERS);
  const taken = least(spared, (taken) => measure(cutting(longest - taken)) <= budget);
  return cutting(longest - taken);
}

interface Cut {
  readonly name: string;
  readonly characters: number;
}

/** What goes together. */
type Sacrifice = readonly Cut[];

interface Tier {
  readonly sacrifices: readonly Sacrifice[];
  /** The share of the budget that is wanted. */
  readonly goal: number;
}

/** In this order. What was asked last, and the last step of its answer, are what is being talked about. */
function tiers(path: readonly Turn[]): readonly Tier[] {
  const { older, current } = parted(path);
  const earlierSteps = current.flatMap(stepsOf).slice(0, -1);
  const results = [...older.flatMap(stepsOf), ...earlierSteps].flatMap((step) => step.results);
  return [
    { goal: FREED_TO, sacrifices: results.map(shorter) },
    { goal: FREED_TO, sacrifices: older.flatMap(attachedTo).map(shorter) },
    { goal: FREED_TO, sacrifices: rounds(older) },
    { goal: 1, sacrifices: earlierSteps.map(({ name }) => [{ name, characters: 0 }]) },
  ];
}

function parted(path: readonly Turn[]) {
  const lastAsked = Math.max(
    0,
    path.findLastIndex(({ kind }) => kind === "user"),
  );
  return { older: path.slice(0, lastAsked), current: path.slice(lastAsked) };
}

interface Named {
  readonly name: string;
  readonly text: string;
}

function shorter({ name }: Named): Sacrifice {
  return [{ name, characters: KEPT_CHARACTERS }];
}

function stepsOf(turn: Turn) {
  if (turn.kind === "user") return [];
  const resultsOf = ({ id, steps }: ModelTurn, at: number): readonly Named[] =>
    (steps[at]?.calls ?? []).map((call) => ({ name: resultName(id, at, call.id), text: resultOf(call) }));
  return turn.steps.map((_, at) => ({ name: stepName(turn.id, at), results: resultsOf(turn, at) }));
}

function attachedTo(turn: Turn): readonly Named[] {
  if (turn.kind === "model") return [];
  return turn.attached.map(({ text }, at) => ({ name: attachedName(turn.id, at), text }));
}

/** A question and its answer: an answer alone would stand at the beginning of nothing. */
function rounds(turns: readonly Turn[]): readonly Sacrifice[] {
  const all: Cut[][] = [];
  for (const { id, kind } of turns) {
    const cut = { name: id, characters: 0 };
    if (kind === "user" || all.length === 0) all.push([cut]);
    else all.at(-1)?.push(cut);
  }
  return all;
}

/** What is shortened when nothing else is left: what was attached last, and what was told last. */
function currentTexts(path: readonly Turn[]): readonly Named[] {
  const { current } = parted(path);
  const lastResults = current.flatMap(stepsOf).at(-1)?.results ?? [];
  return [...current.flatMap(attachedTo), ...lastResults];
}

/** Who was cut before is never shown at greater length. */
function withCuts(cuts: Cuts, sacrifices: readonly Sacrifice[]): Cuts {
  const all = new Map(cuts);
  for (const { name, characters } of sacrifices.flat())
    all.set(name, Math.min(characters, all.get(name) ?? characters));
  return all;
}

/** The least number up to `most` with which it is enough; `most` when it never is. */
function least(most: number, isEnough: (number: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
