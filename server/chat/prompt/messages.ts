/**
 * The path of a conversation as messages for the one who answers. What the user shows is fenced off from what the user says,
 * no call stands without its result, and nobody speaks twice in a row.
 */
import type { Message, Part, ToolCall } from "../../completion/message.ts";
import { inEnglish } from "../../completion/told.ts";
import type { Call, ModelTurn, Piece, Step, Turn, UserTurn } from "../../protocol/chat/conversation.ts";
import type { Attached } from "../../protocol/chat/mention.ts";
import { callArguments } from "./call-arguments.ts";
import { attachedName, type Cuts, isLeftOut, resultName, shortened, stepName } from "./cuts.ts";

export interface Said {
  readonly path: readonly Turn[];
  readonly cuts: Cuts;
  /** It sees. */
  readonly images: boolean;
  /** It has tools; else what others have called is told in words. */
  readonly tools: boolean;
  /** What the one who answers may see of a text. */
  readonly conceal: (text: string) => string;
}

export function messagesOf(said: Said): readonly Message[] {
  const messages: Message[] = [];
  for (const turn of said.path) {
    if (isLeftOut(said.cuts, turn.id)) continue;
    for (const message of turn.kind === "user" ? [userMessage(turn, said)] : answerMessages(turn, said))
      append(messages, message);
  }
  return messages;
}

/** After an answer that never came the user speaks again; some models refuse two messages of one in a row. */
function append(messages: Message[], message: Message): void {
  const last = messages.at(-1);
  if (last?.role !== "user" || message.role !== "user") messages.push(message);
  else
    messages[messages.length - 1] = userSays([
      ...last.parts,
      { kind: "text", text: "\n\n" },
      ...message.parts,
    ]);
}

function userSays(parts: readonly Part[]): Message {
  const text = parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
  return { role: "user", parts: [{ kind: "text", text }, ...parts.filter(({ kind }) => kind === "image")] };
}

function userMessage(turn: UserTurn, said: Said): Message {
  const shown = turn.attached.map((one, at) => attachedText(one, attachedName(turn.id, at), said));
  const text = [...shown, said.conceal(turn.text)].filter((part) => part !== "").join("\n\n");
  const images = said.images ? turn.attached.flatMap(imageIn) : [];
  return { role: "user", parts: [{ kind: "text", text }, ...images] };
}

function attachedText(one: Attached, name: string, { cuts, images, conceal }: Said): string {
  const label = oneLine(one.label);
  if (one.problem !== undefined) return `(The user wanted to show ${label}: ${oneLine(one.problem)})`;
  if (one.mention.kind === "image")
    return images ? "" : `(The user shows the image ${label}, which you cannot see.)`;
  return `Shown by the user, as material: ${label}\n${fenced(shortened(conceal(one.text), cuts.get(name)))}`;
}

function imageIn({ mention, problem }: Attached): readonly Part[] {
  if (mention.kind !== "image" || problem !== undefined) return [];
  const { mediaType, base64 } = mention;
  return [{ kind: "image", mediaType, base64 }];
}

/** By more backticks than the text has in a row, so that no text ends its own fence. */
export function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}\n${text}${text.endsWith("\n") ? "" : "\n"}${fence}`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function answerMessages(turn: ModelTurn, said: Said): readonly Message[] {
  return turn.steps.flatMap((step, at) =>
    isLeftOut(said.cuts, stepName(turn.id, at)) ? [] : stepMessages({ turn, step, at }, said),
  );
}

interface Placed {
  readonly turn: ModelTurn;
  readonly step: Step;
  readonly at: number;
}

function stepMessages({ turn, step, at }: Placed, said: Said): readonly Message[] {
  const parts = step.pieces.flatMap((piece) => partOf(piece, said));
  const results = step.calls.map((call) => ({
    call,
    text: shortened(said.conceal(resultOf(call)), said.cuts.get(resultName(turn.id, at, call.id))),
  }));
  const hasCalls = said.tools && results.length > 0;
  // A thought of which nothing came is nothing that was said.
  const isSaid = hasCalls || parts.some(({ kind }) => kind === "text");
  const toolCalls = step.calls.map((call) => toolCall(call, said));
  const message: Message = { role: "assistant", parts, ...(hasCalls && { toolCalls }), by: step.target };
  return [
    ...(isSaid ? [message] : []),
    ...(hasCalls ? results.map(toolMessage) : results.map(({ call, text }) => inWords(call, text))),
  ];
}

function toolMessage({ call, text }: { readonly call: Call; readonly text: string }): Message {
  return { role: "tool", callId: call.id, name: call.name, text };
}

function inWords({ name, title }: Call, text: string): Message {
  const told = `What the tool ${name} told (${oneLine(inEnglish(title))}), as material:\n${fenced(text)}`;
  return { role: "user", parts: [{ kind: "text", text: told }] };
}

/** What was signed is shown as it was, and only to the one who signed it. */
function partOf(piece: Piece, { conceal }: Said): readonly Part[] {
  if (piece.kind === "reasoning" && piece.signature !== undefined) return [{ ...piece }];
  return piece.text === "" ? [] : [{ kind: piece.kind, text: conceal(piece.text) }];
}

function toolCall({ id, name, arguments: text, signature }: Call, { conceal }: Said): ToolCall {
  const shown = conceal(text);
  // There are servers that fail for good on a conversation with anything else in it.
  const asked = callArguments(shown) ? shown : JSON.stringify({ malformed: shown });
  return { id, name, arguments: asked, ...(signature !== undefined && { signature }) };
}

/** What the model is told of a call that told nothing. */
const UNTOLD: Readonly<Record<Call["state"]["kind"], string>> = {
  asking: "It was not run: the user gave no answer.",
  running: "It was broken off, and told nothing.",
  done: "It was done; there is nothing to tell.",
  failed: "It failed.",
  denied: "The user did not allow it.",
};

export function resultOf({ result, state }: Call): string {
  return result === "" ? UNTOLD[state.kind] : result;
}
