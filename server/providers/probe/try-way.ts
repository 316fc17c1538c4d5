/** Tries one way of completing: its markers first, then the holes, until it is clear whether they are filled. */
import type { Failure, Signal } from "../../completion/ports.ts";
import type { Target } from "../target.ts";
import { fill, type Filler, type Filling } from "./fill.ts";
import type { Finding } from "./finding.ts";
import { type Hole, KNOWN_FROM_BELOW, NAMED_BELOW, REST_OF_LINE, SEVERAL_LINES } from "./hole.ts";
import { checkMarkers, type Checking, type MarkerCheck } from "./markers.ts";

export interface Trial {
  readonly markers: MarkerCheck;
  readonly fillings: readonly Filling[];
  readonly result:
    | { readonly kind: "works"; readonly multiline: boolean }
    | { readonly kind: "fails"; readonly finding: Finding | "split-markers" | "failed" }
    /** No other way would fare better. */
    | { readonly kind: "stopped"; readonly failure: Failure }
    | { readonly kind: "aborted" };
}

export interface Trying extends Filler, Checking {
  /** The markers are but a guess, one of many: the first hole decides whether there is use in more. */
  readonly isGuess: boolean;
  readonly onFilling?: (filling: Filling) => void;
}

/** They concern the address or the key, and not how it is asked. A 404 may mean the model or but one path, so it is no such. */
const STOPS_ALL: readonly Failure["kind"][] = [
  "no-key",
  "refused",
  "rate-limited",
  "unreachable",
  "timeout",
  "misconfigured",
];

export async function tryWay(target: Target, trying: Trying, signal: Signal): Promise<Trial> {
  const markers = strict(await checkMarkers(target, trying, signal), trying);
  const fillings: Filling[] = [];
  const ended = (result: Trial["result"]): Trial => ({ markers, fillings, result });
  if (signal.aborted) return ended({ kind: "aborted" });
  if (markers.split.length > 0) return ended({ kind: "fails", finding: "split-markers" });
  const ask = async (hole: Hole) => {
    const filling = await fill({ target, hole }, trying, signal);
    fillings.push(filling);
    trying.onFilling?.(filling);
    return filling;
  };
  for (const hole of [REST_OF_LINE, KNOWN_FROM_BELOW, NAMED_BELOW, SEVERAL_LINES]) {
    if (hole === NAMED_BELOW && isFilled(fillings, KNOWN_FROM_BELOW)) continue;
    const { outcome } = await ask(hole);
    if (outcome === "aborted") return ended({ kind: "aborted" });
    if (typeof outcome === "object") {
      const stops = STOPS_ALL.includes(outcome.kind);
      return ended(stops ? { kind: "stopped", failure: outcome } : { kind: "fails", finding: "failed" });
    }
    if (tellsAll(outcome, trying)) return ended({ kind: "fails", finding: outcome });
  }
  return ended(judged(fillings, target));
}

/** Families share markers; the one whose stops are no tokens either is not the model's. */
function strict(check: MarkerCheck, { isGuess }: Trying): MarkerCheck {
  return isGuess ? { ...check, split: [...check.split, ...check.splitStops], splitStops: [] } : check;
}

/** One answer of these kinds is a habit: the other holes would be filled no better. */
function tellsAll(outcome: Finding, { isGuess }: Trying): boolean {
  if (outcome === "thought" || outcome === "markers") return true;
  return isGuess && outcome !== "filled" && outcome !== "overran";
}

/** Two of three: a small model may miss one. */
const ENOUGH = 2;

function judged(fillings: readonly Filling[], { form }: Target): Trial["result"] {
  const seesBelow = isFilled(fillings, KNOWN_FROM_BELOW) || isFilled(fillings, NAMED_BELOW);
  const multiline = isFilled(fillings, SEVERAL_LINES);
  // Whoever was shown the hole in a conversation saw what stands after it; the engine takes away what is written twice.
  const ofLine = fillings.find(({ hole }) => hole === REST_OF_LINE.name)?.outcome;
  const endsLine = ofLine === "filled" || (ofLine === "overran" && (form.kind === "chat" || seesBelow));
  const filled = [seesBelow, multiline, endsLine].filter(Boolean).length;
  if (filled >= ENOUGH) return { kind: "works", multiline };
  return { kind: "fails", finding: worst(fillings) };
}

/** What tells most of the reason comes first. */
const TELLING: readonly Finding[] = ["overran", "prose", "fence", "echo", "empty", "wrong"];

function worst(fillings: readonly Filling[]): Finding {
  return TELLING.find((finding) => fillings.some(({ outcome }) => outcome === finding)) ?? "wrong";
}

function isFilled(fillings: readonly Filling[], { name }: Hole): boolean {
  return fillings.some(({ hole, outcome }) => hole === name && outcome === "filled");
}
