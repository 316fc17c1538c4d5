/**
 * The answer in a conversation: of the first of several targets that gives one, asked again where that may help, and with
 * what it cost. Each target is shown the conversation as it may see it.
 */
import { firstToAnswer } from "../completion/fallback.ts";
import type { Clock, Failure, GenerateEvent, Prompt, Signal, TokenCounter } from "../completion/ports.ts";
import type { ChatTarget } from "./chat-target.ts";
import { type Collected, gather } from "./collect.ts";
import { generate } from "./generate.ts";
import type { Limits } from "./limits.ts";
import { ownThoughts } from "./own-thoughts.ts";
import { type Generate, PATIENCE } from "./retry.ts";
import type { Means } from "./send.ts";
import { steady } from "./steady.ts";
import { withUsage } from "./with-usage.ts";

export interface Conversation {
  /** The first choice first. */
  readonly targets: readonly ChatTarget[];
  readonly prompt: Prompt & { readonly kind: "chat" };
  /** Whoever asks has others to ask when these fail. */
  readonly othersFollow?: boolean;
  /** Told of each that failed before the next is asked, to be shown. */
  readonly fell?: (target: ChatTarget, failure: Failure) => void;
}

export interface Converse {
  readonly stream: (conversation: Conversation, signal: Signal) => AsyncIterable<GenerateEvent>;
  /** The same, asked for in one piece. */
  readonly collect: (conversation: Conversation, signal: Signal) => Promise<Collected>;
}

export interface ConverseParts {
  readonly means: Means<ChatTarget>;
  readonly limits: Limits;
  readonly clock: Pick<Clock, "sleep">;
  readonly counter: (target: ChatTarget) => TokenCounter;
  /** Answers whether there is another key now than the one that was refused. */
  readonly renew: (target: ChatTarget) => Promise<boolean>;
}

export function createConverse({ means, counter, ...steadying }: ConverseParts): Converse {
  const asking = (stream: boolean): Generate<ChatTarget> =>
    withUsage(
      steady((target, prompt, signal) => generate({ target, prompt, stream }, means, signal), {
        ...steadying,
        patience: PATIENCE.chat,
      }),
      counter,
    );
  const [streamed, whole] = [asking(true), asking(false)];
  const answer = (conversation: Conversation, ask: Generate<ChatTarget>, signal: Signal) =>
    firstToAnswer({
      targets: conversation.targets,
      ask: (target) => signedBy(target, ask(target, shownTo(target, conversation), signal)),
      fell: conversation.fell ?? (() => undefined),
    });
  return {
    stream: (conversation, signal) => answer(conversation, streamed, signal),
    async collect(conversation, signal) {
      const events: GenerateEvent[] = [];
      for await (const event of answer(conversation, whole, signal)) events.push(event);
      return gather(events);
    },
  };
}

function shownTo(target: ChatTarget, { targets, prompt, othersFollow }: Conversation): Prompt {
  return {
    ...prompt,
    messages: ownThoughts(prompt.messages, target.id),
    maxTokens: Math.min(prompt.maxTokens, target.outputTokens),
    // Somebody waits for an answer; who has another one to ask does not insist.
    ...(targets.length === 1 && !othersFollow && { insists: true }),
  };
}

async function* signedBy(
  { id }: ChatTarget,
  events: AsyncIterable<GenerateEvent>,
): AsyncGenerator<GenerateEvent> {
  for await (const event of events) yield event.kind === "end" ? { ...event, target: id } : event;
}
