/** A request of a conversation as a page: to whom, how much, and every message of it exactly as it was sent. */
import type { Message, Part } from "../completion/message.ts";
import type { Sent } from "./chat.ts";
import { sections } from "./markdown.ts";
import { fenced } from "./prompt/messages.ts";

export function sentPage(sent: Sent | undefined): string {
  if (!sent)
    return sections(["# What was sent", "The request is kept in memory only, and is not there any more."]);
  const { who, composed } = sent;
  const { messages, tools, maxTokens, temperature, effort } = composed.prompt;
  const about = composed.exact ? "" : "about ";
  const limits = [
    `${about}${String(composed.promptTokens)} of ${String(who.windowTokens)} tokens`,
    `an answer of at most ${String(maxTokens)}`,
    ...(temperature === undefined ? [] : [`temperature ${String(temperature)}`]),
    ...(effort === undefined ? [] : [`effort ${effort}`]),
  ];
  const dropped = composed.dropped.map(
    ({ what, how, tokens }) => `- ${what}: ${how}, ${String(tokens)} tokens`,
  );
  return sections([
    "# What was sent",
    `To ${who.id}: ${limits.join(", ")}.`,
    dropped.length > 0 ? `There was no room for all of it:\n\n${dropped.join("\n")}` : "",
    tools.length > 0 ? `With the tools ${tools.map(({ name }) => name).join(", ")}.` : "",
    ...messages.flatMap((message) => [`## From the ${message.role}`, ...textsOf(message).map(fenced)]),
  ]);
}

function textsOf(message: Message): readonly string[] {
  if (message.role === "system" || message.role === "tool") return [message.text];
  const calls = message.role === "assistant" ? (message.toolCalls ?? []) : [];
  return [...message.parts.map(partText), ...calls.map((call) => `${call.name} ${call.arguments}`)];
}

function partText(part: Part): string {
  if (part.kind === "image") return `(an image, ${part.mediaType})`;
  return part.kind === "reasoning" ? `(thought) ${part.text}` : part.text;
}
