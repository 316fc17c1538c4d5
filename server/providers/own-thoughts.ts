/** Thoughts are signed for the model that had them: another one refuses the signature, or the whole conversation. Pure. */
import type { Message, Part, ToolCall } from "../completion/message.ts";

/** The conversation as `target` may be shown it. What nobody says whose it is stays as it is. */
export function ownThoughts(messages: readonly Message[], target: string): readonly Message[] {
  return messages.map((message) => {
    const isForeign = message.role === "assistant" && message.by !== undefined && message.by !== target;
    return isForeign ? unsigned(message) : message;
  });
}

function unsigned(message: Message & { readonly role: "assistant" }): Message {
  const { toolCalls } = message;
  return {
    ...message,
    parts: message.parts.flatMap(unsignedPart),
    ...(toolCalls && { toolCalls: toolCalls.map(unsignedCall) }),
  };
}

/** A redacted thought is nothing but its signature. */
function unsignedPart(part: Part): readonly Part[] {
  if (part.kind !== "reasoning" || part.signature === undefined) return [part];
  return part.text === "" ? [] : [{ kind: "reasoning", text: part.text }];
}

function unsignedCall({ id, name, arguments: text }: ToolCall): ToolCall {
  return { id, name, arguments: text };
}
