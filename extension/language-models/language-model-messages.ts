/** A conversation as VS Code's chat and other extensions write it → as the engine reads it. */
import {
  LanguageModelChatMessageRole,
  LanguageModelDataPart,
  type LanguageModelChatRequestMessage,
  LanguageModelPromptTsxPart,
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  LanguageModelToolResultPart,
} from "vscode";

import type {
  LanguageModelCall,
  LanguageModelMessage,
  LanguageModelPart,
} from "../../server/protocol/language-models.ts";

export function messagesFrom(
  messages: readonly LanguageModelChatRequestMessage[],
): readonly LanguageModelMessage[] {
  return messages.flatMap(messagesIn);
}

function messagesIn({ role, content }: LanguageModelChatRequestMessage): readonly LanguageModelMessage[] {
  const parts = content.flatMap(partFrom);
  if (role === LanguageModelChatMessageRole.Assistant)
    return [{ role: "assistant", parts, toolCalls: content.flatMap(callFrom) }];
  // Of systems VS Code's stable API knows nothing, but its chat does.
  if (role !== LanguageModelChatMessageRole.User) return [{ role: "system", text: textOf(parts) }];
  const results = content.filter((part) => part instanceof LanguageModelToolResultPart);
  const told = results.map((result): LanguageModelMessage => ({
    role: "tool",
    callId: result.callId,
    text: textOf(result.content.flatMap(partFrom)),
  }));
  // What tools show is not text: the user shows it.
  const shown = results.flatMap((result) => result.content.flatMap(partFrom).filter(isImage));
  const said = [...shown, ...parts];
  return [...told, ...(said.length > 0 ? [{ role: "user" as const, parts: said }] : [])];
}

function partFrom(part: unknown): readonly LanguageModelPart[] {
  if (part instanceof LanguageModelTextPart) return [{ kind: "text", text: part.value }];
  if (part instanceof LanguageModelPromptTsxPart) return [{ kind: "text", text: JSON.stringify(part.value) }];
  if (!(part instanceof LanguageModelDataPart)) return [];
  const { mimeType: mediaType, data } = part;
  if (mediaType.startsWith("image/"))
    return [{ kind: "image", mediaType, base64: Buffer.from(data).toString("base64") }];
  const isText = mediaType.startsWith("text/") || mediaType === "application/json";
  return isText ? [{ kind: "text", text: new TextDecoder().decode(data) }] : [];
}

function callFrom(part: unknown): readonly LanguageModelCall[] {
  if (!(part instanceof LanguageModelToolCallPart)) return [];
  return [{ id: part.callId, name: part.name, arguments: JSON.stringify(part.input) }];
}

function isImage({ kind }: LanguageModelPart): boolean {
  return kind === "image";
}

function textOf(parts: readonly LanguageModelPart[]): string {
  return parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
}
