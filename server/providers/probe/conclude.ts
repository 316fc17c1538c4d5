/** From all that was tried to a verdict: the first way that works, and why the others do not. Pure. */
import type { Failure } from "../../completion/ports.ts";
import { told, type Told } from "../../completion/told.ts";
import type { Target } from "../target.ts";
import type { Filling } from "./fill.ts";
import { speedOf } from "./speed.ts";
import type { Trial } from "./try-way.ts";
import {
  type BadVerdict,
  type Evidence,
  type GoodVerdict,
  type Verdict,
  VERDICT_VERSION,
} from "./verdict.ts";
import type { Way, Ways } from "./way.ts";
import {
  adviceFor,
  alternativeWords,
  byWay,
  duration,
  failureOf,
  failures,
  list,
  outcomeWords,
  splitWords,
  wayWords,
} from "./words.ts";

export interface Tried {
  readonly way: Way;
  readonly target: Target;
  readonly trial: Trial;
}

export interface Findings {
  readonly target: Verdict["target"];
  readonly date: string;
  readonly tried: readonly Tried[];
  readonly ruledOut: Ways["ruledOut"];
  readonly alternatives: readonly string[];
}

const SHOWN = 200;
/** Of what was sent: the beginning and the end say enough. */
const SHOWN_SENT = 400;

export function conclude(findings: Findings): Verdict {
  const working = findings.tried.find(({ trial }) => trial.result.kind === "works");
  return working ? good(working, findings) : bad(findings);
}

function good({ way, target, trial }: Tried, findings: Findings): GoodVerdict {
  const { form } = target;
  const isMultiline = trial.result.kind === "works" && trial.result.multiline;
  const speed = speedOf(trial.fillings, { maxTokens: target.maxTokens, multiline: isMultiline });
  const thinks = trial.fillings.some(({ reasoned }) => reasoned);
  const { model } = findings.target;
  const why =
    way.form === "chat"
      ? told(
          "{0} completes in a chat ({1}), which is slower than a model that fills in the middle.",
          model,
          way.transport,
        )
      : told("{0} fills in the middle, by {1}.", model, wayWords(way));
  return {
    ...about(findings),
    ok: true,
    transport: way.transport,
    form: way.form,
    ...(way.family !== undefined && { family: way.family }),
    ...(form.kind === "fim" && { template: form.template }),
    ...speed,
    thinks,
    why: [why],
    remarks: remarksOn({ way, target, trial }, { ...findings, speed, thinks }),
  };
}

interface Remarking extends Findings {
  readonly speed: ReturnType<typeof speedOf>;
  readonly thinks: boolean;
}

function remarksOn({ way, trial }: Tried, { speed, thinks, tried, alternatives }: Remarking): Told[] {
  const remarks: Told[] = [];
  const { firstRequestMs, timeToFirstTokenMs } = speed;
  if (firstRequestMs > timeToFirstTokenMs * 3 && firstRequestMs - timeToFirstTokenMs > 300) {
    remarks.push(
      told(
        "The first answer took {0}, later ones {1}: the first one loads the model.",
        duration(firstRequestMs),
        duration(timeToFirstTokenMs),
      ),
    );
  }
  if (thinks) remarks.push(told("It thinks before it answers, so suggestions come late."));
  if (speed.pace === "slow" || speed.pace === "on-demand") {
    remarks.push(told("It is too slow to keep up with typing: suggestions come after a rest."));
  }
  if (way.family !== undefined) {
    remarks.push(
      told(
        "Its name tells no family; the markers of {0} work. Write “family: {0}” into the provider's file.",
        way.family,
      ),
    );
  }
  if (trial.markers.splitStops.length > 0) {
    remarks.push(told("{0}: stops that are not one token of its tokenizer.", list(trial.markers.splitStops)));
  }
  if (way.form === "chat") {
    remarks.push(...failures(tried), ...alternativeWords(alternatives));
  }
  return remarks;
}

function bad(findings: Findings): BadVerdict {
  const { tried, ruledOut, alternatives, target } = findings;
  const stopped = stoppedBy(tried);
  if (stopped) {
    const { kind, message, advice } = stopped;
    return {
      ...about(findings),
      ok: false,
      why: [told("It failed: {0}.", told(message))],
      advice: [told(advice), ...alternativeWords(alternatives)],
      failure: kind,
      remarks: [],
    };
  }
  const trials = tried.map(({ trial }) => trial);
  const reasons = [
    ...failures(tried),
    ...(tried.length > 0 ? [] : ruledOut.map(({ why, ...way }) => byWay(wayWords(way), why))),
  ];
  return {
    ...about(findings),
    ok: false,
    why: [
      told("{0} does not complete here.", target.model),
      ...(reasons.length > 0 ? reasons : [told("This provider has no way of completing.")]),
    ],
    advice: adviceFor(trials, alternatives),
    remarks: [],
  };
}

/** A fault of the whole target, or the one that every request met with. */
function stoppedBy(tried: readonly Tried[]): Failure | undefined {
  for (const { trial } of tried) if (trial.result.kind === "stopped") return trial.result.failure;
  const failures = tried.map(({ trial }) => failureOf(trial.fillings));
  const [first] = failures;
  const same = first && failures.every((failure) => failure?.kind === first.kind);
  return same &&
    (first.kind === "unknown-model" || first.kind === "overloaded" || first.kind === "bad-answer")
    ? first
    : undefined;
}

function about({ target, date, tried, ruledOut, alternatives }: Findings) {
  return {
    version: VERDICT_VERSION,
    date,
    target,
    alternatives,
    evidence: [
      ...tried.flatMap(evidenceOf),
      ...ruledOut.map(({ why, ...way }): Evidence => ({
        ...way,
        finding: "not-tried",
        words: told("Not tried: {0}.", why),
      })),
    ],
  } as const;
}

function evidenceOf({ way, trial }: Tried): readonly Evidence[] {
  if (trial.markers.split.length > 0) {
    return [{ ...way, finding: "split-markers", words: told("{0}.", splitWords(trial.markers)) }];
  }
  return trial.fillings.map((filling) => ({ ...way, ...shown(filling) }));
}

function shown({ hole, sent, came, outcome, ms, firstMs }: Filling) {
  const half = SHOWN_SENT / 2;
  return {
    hole,
    sent: sent.length > SHOWN_SENT ? `${sent.slice(0, half)} … ${sent.slice(-half)}` : sent,
    came: came.slice(0, SHOWN),
    ms: Math.round(ms),
    firstMs: Math.round(firstMs),
    finding: typeof outcome === "string" ? outcome : outcome.kind,
    words: outcomeWords(outcome),
  };
}
