/** From step 8 on: from a prompt that is to be sent to a suggestion or a reason for none. */
import type { Asking, End, ObservedPorts, Piece } from "./asking.ts";
import { extent as extentOf } from "./extent.ts";
import { holeAt } from "./hole.ts";
import type { Edit, Outcome, Reason } from "./outcome.ts";
import type { Clock, CompletionTarget, Failure, GenerateEvent, Ports, Signal, Usage } from "./ports.ts";
import { preparedFor, type Ready } from "./prepare.ts";
import { markersOf } from "./prompt/markers.ts";
import type { CompletionRequest } from "./request.ts";
import { type Cut, cut } from "./suggestion/cut.ts";
import { judge } from "./suggestion/judge.ts";
import { mendings } from "./suggestion/mendings.ts";
import { read } from "./suggestion/read.ts";
import { repairEnd, type RepairRules, repairStart, withEol } from "./suggestion/repair.ts";
import type { Stopwatch } from "./timings.ts";
import { type Counted, countPrompt, estimateUsage } from "./usage.ts";

export interface Errand {
  /** Names the asking. */
  readonly id: number;
  readonly request: CompletionRequest;
  readonly target: CompletionTarget;
  readonly ready: Ready;
  readonly arrived: (textSoFar: string) => void;
}

export async function fill(
  { id, request, target, ready, arrived }: Errand,
  { ports, watch }: { ports: ObservedPorts; watch: Stopwatch },
  signal: Signal,
): Promise<Outcome> {
  const { hole, ...made } = await preparedFor(target, ready, { ports, watch });
  const { extent, fitted, prompt } = made;

  const { stops, quirks, form } = target;
  const rules = { hole, extent, stops, quirks, markers: markersOf(target), isChat: form.kind === "chat" };
  const { clock } = ports;
  const answer = await receive(ports.generate(target, prompt, signal), { rules, watch, arrived, clock });
  // Counted when the request is already under way.
  const sent = { ...countPrompt(prompt, ports.counter(target)), snippets: fitted.snippets.length };
  const asked = { id, request, target, rules, sent };
  const outcome = conclude(answer, asked, { ports, watch });
  const { pieces, end } = answer;
  const seen = { id, request, target, ...made, pieces, end, outcome };
  ports.observe?.({ ...seen, mended: () => mendings(answer.raw, rules, wayOf(end)) });
  return outcome;
}

interface Asked extends Pick<Errand, "id" | "request" | "target"> {
  readonly rules: RepairRules;
  readonly sent: Counted & { readonly snippets: number };
}

/** What the answer comes to, when it has been paid for. */
function conclude(
  answer: Answer,
  { id, request, target, rules, sent }: Asked,
  { ports, watch }: { ports: Ports; watch: Stopwatch },
): Outcome {
  const { place } = request;
  const { hole } = rules;
  const counter = ports.counter(target);
  const usage =
    answer.usage ?? (answer.kind === "text" ? estimateUsage(sent, answer.raw, counter) : undefined);
  const about = { id, target: target.id, prompt: { ...sent, ...(usage && { usage }) } };
  const received = answer.raw === "" ? 0 : counter.count(answer.raw);
  const spending = { id, promptTokens: sent.tokens, receivedTokens: received };
  ports.spent?.({ ...spending, ...spentOn(answer, { request, target }) }, target);
  if (answer.kind === "nothing") {
    const { reason, failure } = answer;
    return { kind: "nothing", reason, ...(failure && { failure }), ...about, timings: watch.read() };
  }

  const edit = repairEnd(answer.text, hole);
  watch.lap("repair");
  const { betrays } = ports.privacy;
  const flaw = judge(edit, request, hole) ?? (betrays(edit.text, place) ? "secret" : undefined);
  watch.lap("judge");
  const timings = watch.read();
  if (flaw) return { kind: "nothing", reason: flaw, ...about, timings };
  const onward = onwardFrom(answer, edit.text, { ...rules, betrays });
  return { kind: "suggestion", ...edit, ...onward, origin: "generated", ...about, timings };
}

/** As far as it tells what the answer comes to. */
function wayOf(end: End): "stop" | "length" | undefined {
  return end === "stop" || end === "length" ? end : undefined;
}

function spentOn(answer: Answer, { request, target }: Pick<Errand, "request" | "target">) {
  const ended = answer.kind === "text" ? "text" : answer.failure ? "failed" : "aborted";
  const { trigger } = request;
  return { target: target.id, trigger, ended, ...(answer.usage && { usage: answer.usage }) } as const;
}

/** The same end for what had arrived before it was asked for; and what comes behind that, as long as it fits to it. */
export function finish(
  arrived: string,
  { place, trigger }: CompletionRequest,
  { target, ports }: { readonly target: CompletionTarget; readonly ports: Ports },
): Edit & { readonly onward?: string } {
  const hole = holeAt(place, ports.language(place.document.languageId), ports.syntaxAt?.(place));
  const extent = extentOf(hole, trigger, target);
  const edit = repairEnd(cut(arrived.replaceAll("\r\n", "\n"), { hole, extent, ended: "stop" }).text, hole);
  const isBegun = edit.replaces === 0 && arrived.startsWith(edit.text);
  return isBegun ? { ...edit, onward: arrived.slice(edit.text.length) } : edit;
}

type Betrays = Ports["privacy"]["betrays"];

/** The whole lines that came behind a suggestion in one piece with it, and are paid for. */
function onwardFrom(
  { raw, isOver }: Answer & { kind: "text" },
  text: string,
  { betrays, ...rules }: RepairRules & { readonly betrays: Betrays },
) {
  const { hole } = rules;
  if (hole.after.trim() !== "") return undefined;
  const whole = isOver ? raw : raw.slice(0, raw.lastIndexOf("\n") + 1);
  const all = withEol(repairStart(whole, rules, true).text.trimEnd(), hole);
  const onward = all.startsWith(text) ? all.slice(text.length) : "";
  return onward === "" || betrays(onward, hole.place) ? undefined : { onward };
}

type Answer = Pick<Asking, "pieces" | "end"> & { readonly usage?: Usage; readonly raw: string } & (
    | { readonly kind: "text"; readonly text: string; readonly isOver: boolean }
    | { readonly kind: "nothing"; readonly reason: Reason; readonly failure?: Failure }
  );

interface Receiving extends Pick<Errand, "arrived"> {
  readonly rules: RepairRules;
  readonly watch: Stopwatch;
  readonly clock: Clock;
}

/** Steps 8 and 9: reads the stream until there is enough, and leaves it then, which ends the request. */
async function receive(
  stream: AsyncIterable<GenerateEvent>,
  { rules, watch, arrived, clock }: Receiving,
): Promise<Answer> {
  const sentAt = clock.now();
  const pieces: Piece[] = [];
  let told: { readonly usage?: Usage } = {};
  let raw = "";
  let end: End = "enough";
  let enough: Cut = { text: "", done: false };
  for await (const event of stream) {
    const problem = problemOf(event);
    if (problem) return { kind: "nothing", ...problem, raw, pieces, ...told };
    if (event.kind === "usage") told = { usage: event.usage };
    if (event.kind === "end") {
      end = event.reason;
      enough = read(raw, rules, end === "length" ? "length" : "stop");
    }
    if (event.kind !== "text") continue;
    if (raw === "") watch.lap("generate");
    raw += event.text;
    pieces.push({ text: event.text, ms: clock.now() - sentAt });
    enough = read(raw, rules);
    arrived(withEol(enough.text, rules.hole));
    if (enough.done) break;
  }
  watch.lap(raw === "" ? "generate" : "cut");
  const received = { raw, pieces, end, ...told };
  return enough.useless
    ? { kind: "nothing", reason: enough.useless, ...received }
    : { kind: "text", text: enough.text, isOver: end === "stop", ...received };
}

function problemOf(
  event: GenerateEvent,
): { readonly reason: Reason; readonly failure?: Failure; readonly end: End } | undefined {
  if (event.kind === "failed") return { reason: event.failure.kind, failure: event.failure, end: "failed" };
  const isAborted = event.kind === "end" && event.reason === "aborted";
  return isAborted ? { reason: "superseded", end: "aborted" } : undefined;
}
