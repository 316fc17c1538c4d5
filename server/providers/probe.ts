/**
 * Does completion really work here? Asks an instance's model to fill known holes in each way that its provider allows, looks
 * at what comes back and not at its status, and answers a verdict. Large, and seldom needed: loaded when it is first asked.
 */
import type { Signal } from "../completion/ports.ts";
import { told } from "../completion/told.ts";
import type { Discovered } from "./discover.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Instance } from "./instance.ts";
import { alternativesFor } from "./probe/alternatives.ts";
import { conclude, type Tried } from "./probe/conclude.ts";
import type { Filling } from "./probe/fill.ts";
import type { MarkerIds } from "./probe/markers.ts";
import { type Trying, tryWay } from "./probe/try-way.ts";
import type { Verdict } from "./probe/verdict.ts";
import { targetFor, type Way, waysFor } from "./probe/way.ts";
import type { Means } from "./send.ts";
import type { Knowledge, Target } from "./target.ts";
import { addressOf, type Verdicts } from "./verdicts.ts";

export type ProbeProgress =
  | { readonly kind: "trying"; readonly way: Way }
  | { readonly kind: "filled"; readonly way: Way; readonly filling: Filling }
  | { readonly kind: "verdict"; readonly verdict: Verdict };

export interface ProbeRun {
  readonly instance: Instance;
  readonly onProgress?: (progress: ProbeProgress) => void;
}

/** Asks, tells on the way, and keeps the verdict. */
export type Probe = (run: ProbeRun, signal: Signal) => Promise<Verdict | "aborted">;

export interface ProberParts {
  readonly verdicts: Verdicts;
  readonly knowledge: () => Knowledge;
  readonly means: Means<Endpoint>;
  /** The tokenizer that a source names, once it is loaded. */
  readonly tokenizer: (source: string) => Promise<MarkerIds>;
  /** The families that have markers, for models whose name tells none. */
  readonly families: () => readonly string[];
  readonly models: (instance: Instance, signal: Signal) => Promise<Discovered>;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
  readonly today?: () => Date;
}

export function createProber(parts: ProberParts): Probe {
  const { verdicts, knowledge } = parts;
  return async (run, signal) => {
    const verdict = await probe(run, parts, signal);
    if (verdict === "aborted") return verdict;
    await verdicts.keep(run.instance, knowledge(), verdict);
    run.onProgress?.({ kind: "verdict", verdict });
    return verdict;
  };
}

async function probe(run: ProbeRun, parts: ProberParts, signal: Signal): Promise<Verdict | "aborted"> {
  const { instance } = run;
  const { today = () => new Date() } = parts;
  const knowledge = parts.knowledge();
  const { ways, ruledOut } = waysFor(instance, knowledge, parts.families());
  const tried = await tryAll(ways, { ...parts, ...run }, signal);
  const alternatives = await otherModels(instance, { ...parts, tried }, signal);
  if (signal.aborted) return "aborted";
  return conclude({
    target: { instance: instance.id, model: instance.model ?? "", baseUrl: addressOf(instance, knowledge) },
    date: today().toISOString(),
    tried,
    ruledOut: [...ruledOut, ...notNeeded(ways, tried)],
    alternatives,
  });
}

/** One after the other, until one works or there is no use in going on. */
async function tryAll(
  ways: readonly Way[],
  { instance, onProgress, knowledge, means, tokenizer, now }: ProberParts & ProbeRun,
  signal: Signal,
): Promise<readonly Tried[]> {
  const tried: Tried[] = [];
  const isNear = isOnesOwn(instance, knowledge());
  for (const way of ways) {
    const found = targetFor(way, instance, knowledge());
    if (!("form" in found)) continue;
    const target = tried.length === 0 && isNear ? withTimeToLoad(found) : found;
    onProgress?.({ kind: "trying", way });
    const trying: Trying = {
      means,
      now: now ?? (() => performance.now()),
      tokenizer,
      asksServer: isNear,
      isGuess: way.family !== undefined,
      onFilling: (filling) => onProgress?.({ kind: "filled", way, filling }),
    };
    const trial = await tryWay(target, trying, signal);
    tried.push({ way, target, trial });
    if (trial.result.kind !== "fails") break;
  }
  return tried;
}

/** The ways behind the one that works. */
function notNeeded(ways: readonly Way[], tried: readonly Tried[]) {
  const last = tried.at(-1);
  if (last?.trial.result.kind !== "works") return [];
  const rest = ways.slice(ways.indexOf(last.way) + 1).filter(({ family }) => family === undefined);
  return rest.map((way) => ({ ...way, why: told("it is not needed, since the one before works") }));
}

const LOADING_MS = 120_000;

/** A server of one's own may load the model for the first request. */
function withTimeToLoad(target: Target): Target {
  const firstByteMs = Math.max(target.timeouts.firstByteMs ?? 0, LOADING_MS);
  return { ...target, timeouts: { ...target.timeouts, firstByteMs } };
}

/** Asked only when there is something to better. */
async function otherModels(
  instance: Instance,
  { knowledge, models, tried }: ProberParts & { readonly tried: readonly Tried[] },
  signal: Signal,
): Promise<readonly string[]> {
  const last = tried.at(-1);
  if (signal.aborted || last?.trial.result.kind === "stopped") return [];
  if (last?.trial.result.kind === "works" && last.way.form !== "chat") return [];
  const found = await models(instance, signal);
  return found.kind === "listed" ? alternativesFor(instance, found.models, knowledge()) : [];
}

/** A server of one's own has nothing against one more question. */
function isOnesOwn(instance: Instance, knowledge: Knowledge): boolean {
  const host = URL.parse(addressOf(instance, knowledge))?.hostname ?? "";
  return (
    knowledge.provider(instance.provider)?.place === "local" ||
    /^(?:localhost$|127\.|\[::1\]|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(host)
  );
}
