/** Views on a conversation that several chat formats need. */
import type { Message, Part, ToolCall } from "../../completion/message.ts";
import { parseJson } from "../provider-error.ts";

/** The instructions, for formats that keep them apart from the conversation. */
export function systemTexts(messages: readonly Message[]): readonly string[] {
  return messages.flatMap((message) => (message.role === "system" && message.text ? [message.text] : []));
}

/** What was said in words. */
export function wordsOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
}

export function thoughtsOf(parts: readonly Part[]): string {
  return parts.map((part) => (part.kind === "reasoning" ? part.text : "")).join("");
}

/** For formats that want an object. What never became one is handed over as it is. */
export function argumentsOf(call: ToolCall): Readonly<Record<string, unknown>> {
  const value = call.arguments.trim() === "" ? {} : parseJson(call.arguments);
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? { ...value } : { arguments: call.arguments };
}

/** Turns by turns: formats that want user and model to alternate get neighbours of one role as one. */
export function merged<Turn extends { readonly role: string }, Item>(
  turns: readonly (Turn & { readonly items: readonly Item[] })[],
): (Turn & { readonly items: readonly Item[] })[] {
  const all: (Turn & { readonly items: readonly Item[] })[] = [];
  for (const turn of turns) {
    const last = all.at(-1);
    if (last?.role === turn.role) all[all.length - 1] = { ...last, items: [...last.items, ...turn.items] };
    else if (turn.items.length > 0) all.push(turn);
  }
  return all;
}
