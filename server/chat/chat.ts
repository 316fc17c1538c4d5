/**
 * A conversation that is being held: what the user does becomes events, and what the model answers, too. One answer is on its
 * way at a time; what is said meanwhile waits in the queue.
 */
import { told, toTell } from "../completion/told.ts";
import type { Aborter } from "../completion/ports.ts";
import { apply } from "../protocol/chat/apply.ts";
import type { Conversation, OptionsChosen, TurnState } from "../protocol/chat/conversation.ts";
import type { ChatEvent } from "../protocol/chat/event.ts";
import type { Attached, Mention } from "../protocol/chat/mention.ts";
import { answer } from "./answer/answer.ts";
import { attach } from "./attach.ts";
import { newestBelow, questionOf } from "./branches.ts";
import { createConsent, type Decision } from "./answer/consent.ts";
import type { Cuts } from "./prompt/cuts.ts";
import type { Answerer, ChatPorts } from "./ports.ts";
import type { Composed, Memory } from "./prompt/prompt.ts";
import { firstWords, titleOf } from "./title.ts";

export interface Saying {
  readonly after?: string | undefined;
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/** A request as it was sent. */
export interface Sent {
  readonly who: Answerer;
  readonly composed: Composed;
}

/** So many requests are kept to be looked at. */
const KEPT_REQUESTS = 4;

export class Chat {
  readonly conversation: Conversation;
  readonly #ports: ChatPorts;
  readonly #tell: (event: ChatEvent) => void;
  readonly #consent;
  readonly #memory: Memory = { cuts: new Map() };
  readonly #requests = new Map<string, Sent>();
  #answering: { readonly aborter: Aborter; readonly done: Promise<void> } | undefined;
  /** Messages are looked up and said one after the other. */
  #saying: Promise<void> = Promise.resolve();
  #looking: Aborter;

  constructor(conversation: Conversation, ports: ChatPorts, tell: (event: ChatEvent) => void) {
    this.conversation = conversation;
    this.#ports = ports;
    this.#tell = tell;
    this.#consent = createConsent(ports.permissions);
    this.#looking = ports.newAborter();
  }

  get isBusy(): boolean {
    return this.#answering !== undefined;
  }

  /** Resolves when it is said, or stands in the queue; the answer comes by itself. */
  send(saying: Saying): Promise<void> {
    const said = this.#saying.then(() => this.#say(saying));
    this.#saying = said.catch(() => undefined);
    return said;
  }

  unqueue(queued: string): void {
    this.happened({ kind: "queue", queue: this.conversation.queue.filter(({ id }) => id !== queued) });
  }

  /** Another answer: to the question of this one, or to a question that has none. */
  again(turn: string): void {
    if (this.#answering) throw new Error("An answer is on its way. Stop it first.");
    const question = questionOf(this.conversation, turn);
    if (question !== undefined) this.#begin(question);
  }

  stop(): void {
    this.#looking.abort();
    this.#looking = this.#ports.newAborter();
    this.#answering?.aborter.abort();
  }

  /** Ends all that is going on. Resolves when nothing more happens by itself. */
  async close(): Promise<void> {
    if (this.conversation.queue.length > 0) this.happened({ kind: "queue", queue: [] });
    this.stop();
    await this.#saying;
    await this.#answering?.done;
  }

  read(turn: string): void {
    if (this.conversation.turns.has(turn))
      this.happened({ kind: "leaf", turn: newestBelow(this.conversation, turn) });
  }

  decide(call: string, decision: Decision): void {
    this.#consent.decide(call, decision);
  }

  choose({ temperature, effort, ...others }: OptionsChosen): void {
    const { options } = this.conversation;
    const chosen = {
      ...options,
      ...others,
      ...(temperature !== undefined && { temperature: temperature ?? undefined }),
      ...(effort !== undefined && { effort: effort ?? undefined }),
    };
    this.happened({ kind: "options", options: chosen });
  }

  rename(title: string): void {
    this.happened({ kind: "titled", title });
  }

  /** The last request of a turn, if it was made here and lately. */
  sent(turn: string): Sent | undefined {
    return this.#requests.get(turn);
  }

  /** What has no room when this one is asked. */
  cutsFor({ id }: Answerer): Cuts {
    return this.#memory.cuts.get(id) ?? new Map();
  }

  happened(event: ChatEvent): void {
    apply(this.conversation, event);
    this.#tell(event);
  }

  async #say({ after, text, mentions }: Saying): Promise<void> {
    const chosen = this.#ports.answerers(this.conversation.options.target);
    const who = "kind" in chosen ? undefined : chosen[0];
    if (who) await this.#ports.prepare(who);
    const { signal } = this.#looking;
    const wanted = mentions.map((mention) => ({ mention, message: text, who }));
    const attached = await Promise.all(wanted.map((one) => attach(one, this.#ports, signal)));
    if (signal.aborted) throw new Error("It was stopped before it was sent.");
    const said = this.#ports.conceal(text, who);
    const { queue, leaf } = this.conversation;
    if (!this.#answering) {
      this.#ask({ text: said, attached }, after);
    } else if (after === leaf) {
      this.happened({ kind: "queue", queue: [...queue, { id: this.#ports.newId(), text: said, attached }] });
    } else {
      // Who goes on from elsewhere has no use for this answer.
      this.happened({ kind: "queue", queue: [] });
      this.stop();
      await this.#answering.done;
      this.#ask({ text: said, attached }, after);
      this.happened({ kind: "queue", queue });
    }
  }

  #ask(
    { text, attached }: { readonly text: string; readonly attached: readonly Attached[] },
    parent: string | undefined,
  ): void {
    const turn = this.#ports.newId();
    this.happened({ kind: "asked", turn, parent, at: this.#ports.now(), text, attached });
    if (this.conversation.title === "") this.rename(firstWords(text, attached));
    this.#begin(turn);
  }

  #begin(question: string): void {
    const aborter = this.#ports.newAborter();
    const turn = this.#ports.newId();
    const { target } = this.conversation.options;
    this.happened({ kind: "answering", turn, parent: question, at: this.#ports.now(), target });
    this.#answering = { aborter, done: this.#answer(turn, aborter) };
  }

  async #answer(turn: string, { signal }: Aborter): Promise<void> {
    const answering = {
      conversation: this.conversation,
      turn,
      consent: this.#consent,
      memory: this.#memory,
      happened: (event: ChatEvent) => this.happened(event),
      sends: (who: Answerer, composed: Composed) => this.#sends(turn, { who, composed }),
    };
    const state = await answer(answering, this.#ports, signal).catch(ownFault);
    this.#answering = undefined;
    this.happened({ kind: "state", turn, state });
    void this.#name();
    const [next, ...queue] = this.conversation.queue;
    // After a failure the next would fail, too.
    if (!next || state.kind !== "ended") return;
    this.happened({ kind: "queue", queue });
    this.#ask(next, turn);
  }

  /** It has a name already: when it gets no better one, that is no failure. */
  async #name(): Promise<void> {
    const { conversation } = this;
    const { title } = conversation;
    const { signal } = this.#ports.newAborter();
    const name = await titleOf(conversation, this.#ports, signal).catch(() => undefined);
    if (name !== undefined && conversation.title === title) this.rename(name);
  }

  #sends(turn: string, sent: Sent): void {
    this.#requests.delete(turn);
    this.#requests.set(turn, sent);
    if (this.#requests.size > KEPT_REQUESTS) this.#requests.delete(this.#requests.keys().next().value ?? "");
  }
}

/** No reason to lose the conversation. */
function ownFault(error: unknown): TurnState {
  const message = told("Keyfill made a mistake: {0}", String(error));
  return {
    kind: "failed",
    failure: { kind: "fault", message, advice: toTell("Try again; if it stays, report it.") },
  };
}
