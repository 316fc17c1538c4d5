/**
 * Does completion really work here? Asks an instance's model to fill known holes in each way that its provider allows, looks
 * at what comes back and not at its status, and keeps the verdict. The engine asks for it synchronously.
 */
import type { Failure, Signal } from "../completion/ports.ts";
import type { Discovered } from "./discover.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Instance } from "./instance.ts";
import { alternativesFor } from "./probe/alternatives.ts";
import { conclude, type Tried } from "./probe/conclude.ts";
import type { Filling } from "./probe/fill.ts";
import type { MarkerIds } from "./probe/markers.ts";
import { type Trying, tryWay } from "./probe/try-way.ts";
import type { GoodVerdict, Verdict } from "./probe/verdict.ts";
import { readVerdicts, removeVerdict, writeVerdict } from "./probe/verdict-store.ts";
import { targetFor, type Way, waysFor } from "./probe/way.ts";
import type { Means } from "./send.ts";
import type { Knowledge, Target } from "./target.ts";

export type { Evidence, GoodVerdict, Verdict } from "./probe/verdict.ts";

export type ProbeProgress =
  | { readonly kind: "trying"; readonly way: Way }
  | { readonly kind: "filled"; readonly way: Way; readonly filling: Filling }
  | { readonly kind: "verdict"; readonly verdict: Verdict };

export interface ProbeRun {
  readonly instance: Instance;
  readonly onProgress?: (progress: ProbeProgress) => void;
}

export interface Prober {
  /** From memory, at once; undefined when it was never asked, or asked of something else. */
  readonly verdict: (instance: Instance) => Verdict | undefined;
  readonly probe: (run: ProbeRun, signal: Signal) => Promise<Verdict | "aborted">;
  /** Told of every new verdict, so that the engine resolves its target anew. */
  readonly onVerdict: (listener: (verdict: Verdict) => void) => void;
  readonly forget: (instance: Instance) => Promise<void>;
}

export interface ProberParts {
  /** Verdicts are kept in here. */
  readonly folder: string;
  readonly knowledge: () => Knowledge;
  readonly means: Means<Endpoint>;
  /** The tokenizer that a source names, once it is loaded. */
  readonly tokenizer: (source: string) => Promise<MarkerIds>;
  /** The families that have markers, for models whose name tells none. */
  readonly families: () => readonly string[];
  readonly models: (instance: Instance, signal: Signal) => Promise<Discovered>;
  readonly warn: (line: string) => void;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
  readonly today?: () => Date;
}

export async function createProber(parts: ProberParts): Promise<Prober> {
  const { folder, knowledge, today = () => new Date(), warn } = parts;
  const verdicts = await readVerdicts(folder, today().getTime());
  const listeners: ((verdict: Verdict) => void)[] = [];
  const keep = async (key: string, verdict: Verdict) => {
    // What may pass by itself says nothing about tomorrow.
    if (!verdict.ok && verdict.failure !== undefined) return;
    verdicts.set(key, verdict);
    await writeVerdict(folder, key, verdict).catch((error: unknown) =>
      warn(`the verdict on ${verdict.target.model} is not kept: ${String(error)}`),
    );
  };
  return {
    verdict: (instance) => verdicts.get(keyOf(instance, knowledge())),
    async probe(run, signal) {
      const verdict = await probe(run, { ...parts, today }, signal);
      if (verdict === "aborted") return verdict;
      await keep(keyOf(run.instance, knowledge()), verdict);
      run.onProgress?.({ kind: "verdict", verdict });
      for (const listen of listeners) listen(verdict);
      return verdict;
    },
    onVerdict: (listener) => void listeners.push(listener),
    async forget(instance) {
      const key = keyOf(instance, knowledge());
      verdicts.delete(key);
      await removeVerdict(folder, key);
    },
  };
}

/** The target that completes as was proved; a failure when the files have changed since and it cannot. */
export function provedTarget(
  instance: Instance,
  knowledge: Knowledge,
  { transport, form, family, maxTokens, restMs }: GoodVerdict,
): Target | Failure {
  const way: Way = { transport, form, ...(family !== undefined && { family }) };
  const target = targetFor(way, instance, knowledge);
  return "form" in target
    ? { ...target, maxTokens: Math.min(target.maxTokens, maxTokens), restMs: Math.max(target.restMs, restMs) }
    : target;
}

function addressOf(instance: Instance, knowledge: Knowledge): string {
  return instance.base_url ?? knowledge.provider(instance.provider)?.base_url ?? "";
}

/** All that the answer depends on and that the user can change. */
function keyOf(instance: Instance, knowledge: Knowledge): string {
  const { id, provider, model = "", family = "", completion = [] } = instance;
  return JSON.stringify([id, provider, addressOf(instance, knowledge), model, family, completion]);
}

async function probe(
  { instance, onProgress = () => undefined }: ProbeRun,
  parts: ProberParts & { readonly today: () => Date },
  signal: Signal,
): Promise<Verdict | "aborted"> {
  const knowledge = parts.knowledge();
  const { ways, ruledOut } = waysFor(instance, knowledge, parts.families());
  const tried: Tried[] = [];
  for (const way of ways) {
    const target = targetFor(way, instance, knowledge);
    if (!("form" in target)) continue;
    onProgress({ kind: "trying", way });
    const trying: Trying = {
      means: parts.means,
      now: parts.now ?? (() => performance.now()),
      tokenizer: parts.tokenizer,
      asksServer: isOnesOwn(instance, knowledge),
      onFilling: (filling) => onProgress({ kind: "filled", way, filling }),
    };
    const trial = await tryWay(target, trying, signal);
    if (trial.result.kind === "aborted") return "aborted";
    tried.push({ way, target, trial });
    if (trial.result.kind === "works" || trial.result.kind === "stopped") break;
  }
  const alternatives = await otherModels(instance, { ...parts, tried }, signal);
  if (signal.aborted) return "aborted";
  return conclude({
    target: { instance: instance.id, model: instance.model ?? "", baseUrl: addressOf(instance, knowledge) },
    date: parts.today().toISOString(),
    tried,
    ruledOut,
    alternatives,
  });
}

/** Asked only when there is something to better. */
async function otherModels(
  instance: Instance,
  { knowledge, models, tried }: ProberParts & { readonly tried: readonly Tried[] },
  signal: Signal,
): Promise<readonly string[]> {
  const last = tried.at(-1);
  if (last?.trial.result.kind === "stopped") return [];
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
