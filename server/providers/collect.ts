/** An answer that is not streamed: the same events, gathered into one result. */
import type { Message, Part, ToolCall } from "../completion/message.ts";
import type { Failure, GenerateEvent, Signal, Usage } from "../completion/ports.ts";
import type { Endpoint } from "./endpoint.ts";
import { generate, type Generation } from "./generate.ts";
import type { Means } from "./send.ts";

export interface Collected {
  readonly text: string;
  readonly reasoning: string;
  readonly toolCalls: readonly ToolCall[];
  /** The same as a message, fit to go along with the next turn: thoughts keep their signatures. */
  readonly message: Message & { readonly role: "assistant" };
  readonly usage?: Usage;
  readonly end: (GenerateEvent & { kind: "end" }) | { readonly kind: "failed"; readonly failure: Failure };
}

export async function collect<Asked extends Endpoint>(
  generation: Omit<Generation<Asked>, "stream">,
  means: Means<Asked>,
  signal: Signal,
): Promise<Collected> {
  const events: GenerateEvent[] = [];
  for await (const event of generate({ ...generation, stream: false }, means, signal)) events.push(event);
  return gather(events);
}

/** Of no events nothing is gathered, and it counts as aborted. */
export function gather(events: readonly GenerateEvent[]): Collected {
  const parts: Part[] = [];
  const toolCalls: ToolCall[] = [];
  let usage: Usage | undefined;
  let end: Collected["end"] = { kind: "end", reason: "aborted" };
  for (const event of events) {
    if (event.kind === "text" || event.kind === "reasoning") append(parts, event);
    else if (event.kind === "tool-call") toolCalls.push(event.call);
    else if (event.kind === "usage") usage = event.usage;
    else end = event;
  }
  const words = (kind: "text" | "reasoning") =>
    parts.map((part) => (part.kind === kind ? part.text : "")).join("");
  return {
    text: words("text"),
    reasoning: words("reasoning"),
    toolCalls,
    message: {
      role: "assistant",
      parts,
      ...(toolCalls.length > 0 && { toolCalls }),
      ...(end.kind === "end" && end.target !== undefined && { by: end.target }),
    },
    ...(usage && { usage }),
    end,
  };
}

/** Pieces of one kind are one part; a signature closes a thought. */
function append(parts: Part[], event: GenerateEvent & { kind: "text" | "reasoning" }): void {
  const last = parts.at(-1);
  if (event.kind === "text" && last?.kind === "text") {
    parts[parts.length - 1] = { kind: "text", text: last.text + event.text };
  } else if (event.kind === "reasoning" && last?.kind === "reasoning" && !last.signature && !event.redacted) {
    parts[parts.length - 1] = { ...event, text: last.text + event.text };
  } else {
    parts.push(event);
  }
}
