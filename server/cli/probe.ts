/** `keyfill probe [--provider NAME] [--model NAME] [--json]`: whether completion really works, and how that was found out. */
import { allInEnglish, inEnglish, type Told as Sentence } from "../completion/told.ts";
import { nobody } from "./models.ts";
import { tableText } from "./table.ts";
import type { Told } from "./told.ts";

interface Evidence {
  readonly transport: string;
  readonly form: string;
  readonly family?: string;
  readonly hole?: string;
  readonly came?: string;
  readonly ms?: number;
  readonly finding: string;
  readonly words: Sentence;
}

interface About {
  readonly target: { readonly instance: string; readonly model: string; readonly baseUrl: string };
  readonly why: readonly Sentence[];
  readonly remarks: readonly Sentence[];
  readonly evidence: readonly Evidence[];
}

export type ProbeAnswer =
  | (About & {
      readonly ok: true;
      readonly timeToFirstTokenMs: number;
      readonly tokensPerSecond?: number;
      readonly maxTokens: number;
      readonly multiline: boolean;
      readonly restMs: number;
    })
  | (About & { readonly ok: false; readonly advice: readonly Sentence[] });

export interface ProbeAsked {
  readonly provider: string;
  /** Another model than the one that is set up; empty for that one. */
  readonly model: string;
}

export interface ProbeSource<Answer extends ProbeAnswer = ProbeAnswer> {
  readonly instances: () => readonly string[];
  /** The instance's own model when none is given. */
  readonly probe: (instance: string, model: string) => Promise<Answer | "aborted">;
}

export async function probeProviders(
  source: ProbeSource,
  { provider, model }: ProbeAsked,
  show: "text" | "json",
): Promise<Told> {
  const all = source.instances();
  const chosen = provider === "" ? all : all.filter((instance) => instance === provider);
  if (chosen.length === 0) return { problem: nobody(provider, all), ok: false };
  const verdicts: ProbeAnswer[] = [];
  // One after the other: two at once would measure each other.
  for (const instance of chosen) {
    const verdict = await source.probe(instance, model);
    if (verdict !== "aborted") verdicts.push(verdict);
  }
  const [only] = verdicts;
  const json = () =>
    JSON.stringify(only && verdicts.length === 1 ? plain(only) : verdicts.map(plain), null, 2);
  return {
    out: show === "json" ? json() : verdicts.map(verdictText).join("\n\n\n"),
    ok: verdicts.length === chosen.length && verdicts.every(({ ok }) => ok),
  };
}

/** In English instead of texts and values. */
export function plain<Answer extends ProbeAnswer>(verdict: Answer) {
  const { why, remarks, evidence } = verdict;
  return {
    ...verdict,
    why: allInEnglish(why),
    remarks: remarks.map(inEnglish),
    evidence: evidence.map((found) => ({ ...found, words: inEnglish(found.words) })),
    ...(!verdict.ok && { advice: allInEnglish(verdict.advice) }),
  };
}

const WIDTH = 96;

export function verdictText(verdict: ProbeAnswer): string {
  const { target, why, remarks, evidence } = verdict;
  const where = target.baseUrl === "" ? "" : ` at ${target.baseUrl}`;
  const parts = [
    `${target.instance}: ${target.model || "no model"}${where}`,
    wrapped(`${verdict.ok ? "Works." : "Does not work."} ${allInEnglish(why)}`),
    ...(verdict.ok ? [figures(verdict)] : [wrapped(allInEnglish(verdict.advice))]),
    ...(remarks.length > 0 ? [remarks.map((remark) => wrapped(inEnglish(remark))).join("\n")] : []),
    ...(evidence.length > 0 ? [`  What was tried\n${evidenceText(evidence)}`] : []),
  ];
  return parts.join("\n\n");
}

function figures({
  timeToFirstTokenMs,
  tokensPerSecond,
  maxTokens,
  multiline,
  restMs,
}: ProbeAnswer & { ok: true }) {
  const rows = [
    ["First token", `${String(timeToFirstTokenMs)} ms`],
    ...(tokensPerSecond === undefined ? [] : [["Speed", `${String(tokensPerSecond)} tokens a second`]]),
    ["Suggestions", `${multiline ? "several lines" : "a line"}, up to ${String(maxTokens)} tokens`],
    ["Asked", `when typing rests for ${String(restMs)} ms`],
  ];
  return tableText({ heads: ["", ""], rows, indent: "  " });
}

/** By the ways that were tried, each with what was asked of it. */
function evidenceText(evidence: readonly Evidence[]): string {
  const ways = Map.groupBy(evidence, ({ transport, form, family }) =>
    [transport, form, ...(family === undefined ? [] : [`markers of ${family}`])].join(", "),
  );
  return [...ways].map(([way, found]) => `    ${way}\n${foundText(found)}`).join("\n");
}

function foundText(found: readonly Evidence[]): string {
  const asked = found.filter(({ hole }) => hole !== undefined);
  if (asked.length === 0) return found.map(({ words }) => wrapped(inEnglish(words), "      ")).join("\n");
  const rows = asked.map(({ hole = "", finding, ms, came }) => [
    hole,
    finding.replaceAll("-", " "),
    ms === undefined ? "" : `${String(ms)} ms`,
    came === undefined ? "" : quoted(came),
  ]);
  return tableText({ heads: ["", "", "", ""], rows, indent: "      " });
}

const SHOWN = 48;

function quoted(text: string): string {
  const line = JSON.stringify(text);
  return line.length > SHOWN ? `${line.slice(0, SHOWN - 2)}…"` : line;
}

function wrapped(text: string, indent = "  "): string {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].map((line) => indent + line).join("\n");
}
