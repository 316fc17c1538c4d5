/** One hole, asked of one target as the engine would ask, and what came of it, with the times. */
import { extent } from "../../completion/extent.ts";
import { holeAt } from "../../completion/hole.ts";
import { UNKNOWN } from "../../completion/language.ts";
import type { Failure, GenerateEvent, Prompt, Signal } from "../../completion/ports.ts";
import { render } from "../../completion/prompt/render.ts";
import type { Cut } from "../../completion/suggestion/cut.ts";
import { read } from "../../completion/suggestion/read.ts";
import type { RepairRules } from "../../completion/suggestion/repair.ts";
import type { Endpoint } from "../endpoint.ts";
import { generate } from "../generate.ts";
import { discreet } from "../redact.ts";
import type { Means } from "../send.ts";
import type { Target } from "../target.ts";
import { type Finding, findingOf } from "./finding.ts";
import type { Hole } from "./hole.ts";

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
  /** Until the last of it. */
  readonly ms: number;
  /** Of the answer: as the server told, or about as many. */
  readonly tokens: number;
}

export interface Filler {
  readonly means: Means<Endpoint>;
  readonly now: () => number;
}

/** Every hole is filled with fewer. */
const ENOUGH_TOKENS = 64;
/** Where pieces are larger than tokens, the characters tell more. */
const CHARACTERS_PER_TOKEN = 4;

export async function fill(
  { target, hole }: { readonly target: Target; readonly hole: Hole },
  { means, now }: Filler,
  signal: Signal,
): Promise<Filling> {
  const prompt = promptFor(target, hole);
  const { keyOf, hide } = discreet(means.keyOf);
  const began = now();
  const rules = rulesFor(target, hole);
  const { raw, ended, reasoned, text, ...figures } = await receive(
    generate({ target, prompt }, { ...means, keyOf }, signal),
    { readSoFar: (raw, ending) => read(raw, rules, ending), elapsed: () => now() - began },
  );
  const ends = target.stops.map((stop) => raw.indexOf(stop)).filter((end) => end >= 0);
  const answer = { raw, reasoned, text, stopped: raw.slice(0, Math.min(raw.length, ...ends)) };
  return {
    hole: hole.name,
    sent: textOf(prompt),
    came: hide(raw),
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
  const fitted = { path: document.path, prefix, suffix, snippets: [] };
  // Garbage has no end; who thinks first needs the room that the target gives.
  const asked =
    target.form.kind === "chat"
      ? target
      : { ...target, maxTokens: Math.min(target.maxTokens, ENOUGH_TOKENS) };
  const read = holeAt(hole.place, UNKNOWN);
  return render({ hole: read, fitted, extent: extent(read, "automatic") }, asked);
}

function rulesFor({ stops, quirks, form }: Target, hole: Hole): RepairRules {
  const read = holeAt(hole.place, UNKNOWN);
  return { hole: read, extent: extent(read, "automatic"), stops, quirks, isChat: form.kind === "chat" };
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
  readonly readSoFar: (raw: string, ending?: "stop") => Cut;
  readonly elapsed: () => number;
}

/** Reads until there is enough, as the engine does. */
async function receive(stream: AsyncIterable<GenerateEvent>, { readSoFar, elapsed }: Watching) {
  const received = { raw: "", text: "", reasoned: false };
  let firstMs: number | undefined;
  let lastMs: number | undefined;
  let tokens = 0;
  let ended: Failure | "aborted" | undefined;
  for await (const event of stream) {
    ended = endOf(event);
    received.reasoned ||= isThought(event);
    if (event.kind === "usage") tokens = event.usage.outputTokens ?? tokens;
    if (event.kind !== "text" || event.text === "") continue;
    lastMs = elapsed();
    firstMs ??= lastMs;
    tokens++;
    received.raw += event.text;
    if (readSoFar(received.raw).done) break;
  }
  received.text = readSoFar(received.raw, "stop").text;
  // A server may take its time to close, which nobody waits for.
  const ms = lastMs ?? elapsed();
  const fewest = Math.round(received.raw.length / CHARACTERS_PER_TOKEN);
  return {
    ...received,
    ...(ended !== undefined && { ended }),
    firstMs: firstMs ?? ms,
    ms,
    tokens: Math.max(tokens, fewest),
  };
}

function endOf(event: GenerateEvent): Failure | "aborted" | undefined {
  if (event.kind === "failed") return event.failure;
  return event.kind === "end" && event.reason === "aborted" ? "aborted" : undefined;
}

/** Some say that they think, and then nothing: Qwen3 without thinking. */
function isThought(event: GenerateEvent): boolean {
  return event.kind === "reasoning" && event.text.trim() !== "";
}
