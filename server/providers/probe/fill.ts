/** One hole, asked of one target as the engine would ask, and what came of it, with the times. */
import { type Cut, cut, type CutRules } from "../../completion/suggestion/cut.ts";
import { extent } from "../../completion/extent.ts";
import { withoutTerminator } from "../../completion/lines.ts";
import { linesBelow } from "../../completion/place.ts";
import type { Failure, GenerateEvent, Prompt, Signal } from "../../completion/ports.ts";
import { render } from "../../completion/prompt/render.ts";
import { repairStart } from "../../completion/suggestion/repair.ts";
import type { Endpoint } from "../endpoint.ts";
import { generate } from "../generate.ts";
import type { Means } from "../send.ts";
import type { Target } from "../target.ts";
import { type Finding, findingOf } from "./finding.ts";
import { type Hole, requestAt } from "./hole.ts";

export interface Filling {
  readonly hole: Hole["name"];
  /** What was sent, as far as it is text. */
  readonly sent: string;
  /** What came back, as it came. */
  readonly came: string;
  readonly outcome: Finding | Failure | "aborted";
  readonly reasoned: boolean;
  /** Until the first of the answer, or until it was over. */
  readonly firstMs: number;
  /** Until it was over. */
  readonly ms: number;
  /** Of the answer, as told or as counted by its pieces. */
  readonly tokens: number;
}

export interface Filler {
  readonly means: Means<Endpoint>;
  readonly now: () => number;
}

export async function fill(
  { target, hole }: { readonly target: Target; readonly hole: Hole },
  { means, now }: Filler,
  signal: Signal,
): Promise<Filling> {
  const prompt = promptFor(target, hole);
  const began = now();
  const rules = rulesFor(target, hole);
  const { raw, ended, reasoned, text, ...figures } = await receive(
    generate({ target, prompt }, means, signal),
    { cutSoFar: (raw) => cut(raw, rules), elapsed: () => now() - began },
  );
  const answer = { raw, reasoned, text: repairStart(text, hole.place) };
  return {
    hole: hole.name,
    sent: textOf(prompt),
    came: raw,
    outcome: ended ?? findingOf(answer, hole),
    reasoned,
    ...figures,
  };
}

function promptFor(target: Target, hole: Hole): Prompt {
  const { document, line, character } = hole.place;
  const own = document.lines[line] ?? "";
  const prefix = document.lines.slice(0, line).join("") + own.slice(0, character);
  const suffix = own.slice(character) + document.lines.slice(line + 1).join("");
  const fitted = { prefix, suffix, snippets: [], tokens: 0 };
  return render({ place: hole.place, fitted, extent: extent(requestAt(hole)) }, target);
}

function rulesFor({ stops }: Target, hole: Hole): CutRules {
  const nextLine = linesBelow(hole.place).find((line) => line.trim() !== "");
  return {
    extent: extent(requestAt(hole)),
    stops,
    ...(nextLine !== undefined && { nextLine: withoutTerminator(nextLine).trimEnd() }),
  };
}

function textOf(prompt: Prompt): string {
  if (prompt.kind === "text") return prompt.text;
  if (prompt.kind === "infill") return `${prompt.prefix}▮${prompt.suffix}`;
  return prompt.messages
    .flatMap((message) => ("parts" in message ? message.parts : []))
    .map((part) => ("text" in part ? part.text : ""))
    .join("\n");
}

interface Watching {
  readonly cutSoFar: (raw: string) => Cut;
  readonly elapsed: () => number;
}

/** Reads until there is enough, as the engine does. */
async function receive(stream: AsyncIterable<GenerateEvent>, { cutSoFar, elapsed }: Watching) {
  const received = { raw: "", text: "", reasoned: false };
  let firstMs: number | undefined;
  let tokens = 0;
  let ended: Failure | "aborted" | undefined;
  for await (const event of stream) {
    ended = endOf(event);
    if (event.kind === "reasoning" && event.text.trim() !== "") received.reasoned = true;
    if (event.kind === "usage") tokens = event.usage.outputTokens ?? tokens;
    if (event.kind !== "text" || event.text === "") continue;
    firstMs ??= elapsed();
    tokens++;
    received.raw += event.text;
    const enough = cutSoFar(received.raw);
    received.text = enough.text;
    if (enough.done) break;
  }
  const ms = elapsed();
  return { ...received, ...(ended !== undefined && { ended }), firstMs: firstMs ?? ms, ms, tokens };
}

function endOf(event: GenerateEvent): Failure | "aborted" | undefined {
  if (event.kind === "failed") return event.failure;
  return event.kind === "end" && event.reason === "aborted" ? "aborted" : undefined;
}
