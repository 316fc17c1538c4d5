/**
 * What models thought before they called a tool, for conversations that others keep: VS Code's chat hands a call back without
 * the signatures that its provider wants to see with it. In memory alone, and only the latest.
 */
import type { Message, Part } from "../../completion/message.ts";
import type { GenerateEvent } from "../../completion/ports.ts";

type Reasoning = Part & { readonly kind: "reasoning" };

interface Thought {
  readonly before: readonly Reasoning[];
  readonly signature: string | undefined;
}

const MAX_REMEMBERED = 500;

export class Thoughts {
  readonly #byCall = new Map<string, Thought>();

  /** Listens to one answer of this target. */
  follow(target: string): { readonly heard: (event: GenerateEvent) => void } {
    let before: Reasoning[] = [];
    return {
      heard: (event) => {
        if (event.kind === "reasoning") append(before, event);
        if (event.kind !== "tool-call") return;
        const { id, signature } = event.call;
        if (before.length > 0 || signature !== undefined)
          this.#keep(nameOf(target, id), { before, signature });
        // It stands before the first of the calls that follow it.
        before = [];
      },
    };
  }

  /** The message as this target said it. */
  recall(target: string, message: Message): Message {
    if (message.role !== "assistant" || !message.toolCalls) return message;
    const { toolCalls } = message;
    const thoughts = toolCalls.map(({ id }) => this.#byCall.get(nameOf(target, id)));
    return {
      ...message,
      parts: [...thoughts.flatMap((thought) => thought?.before ?? []), ...message.parts],
      toolCalls: toolCalls.map((call, at) => {
        const signature = thoughts[at]?.signature;
        return signature === undefined ? call : { ...call, signature };
      }),
    };
  }

  #keep(name: string, thought: Thought): void {
    this.#byCall.set(name, thought);
    if (this.#byCall.size > MAX_REMEMBERED) this.#byCall.delete(this.#byCall.keys().next().value ?? "");
  }
}

function nameOf(target: string, call: string): string {
  return `${target}\n${call}`;
}

/** Pieces of a thought are one; a signature closes it. */
function append(thoughts: Reasoning[], event: Reasoning): void {
  const last = thoughts.at(-1);
  if (last && last.signature === undefined && !event.redacted)
    thoughts[thoughts.length - 1] = { ...event, text: last.text + event.text };
  else thoughts.push(event);
}
