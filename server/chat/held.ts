/** A chat that somebody has open: what happens in it is written down and told, also what happens to it in another window. */
import type { Aborter } from "../completion/ports.ts";
import { apply } from "../protocol/chat/apply.ts";
import type { ChatHead, Conversation } from "../protocol/chat/conversation.ts";
import type { ChatEvent } from "../protocol/chat/event.ts";
import type { Attached } from "../protocol/chat/mention.ts";
import type { ChatEventsParams, Opened } from "../protocol/chat/questions.ts";
import { Chat } from "./chat.ts";
import { Feed } from "./feed.ts";
import type { ChatLog, ChatPorts } from "./ports.ts";

export interface HeldParts {
  readonly ports: ChatPorts;
  readonly log: ChatLog;
  readonly tell: (params: ChatEventsParams) => void;
  /** What lists show of it is not what it was. */
  readonly changed: () => void;
  readonly isAlive: (writer: string) => boolean;
  readonly closing: Aborter["signal"];
}

/** After these nobody should have to wait for the disk. */
const MATTERS: ReadonlySet<ChatEvent["kind"]> = new Set(["asked", "state", "titled", "call-state"]);
const LISTED: ReadonlySet<ChatEvent["kind"]> = new Set(["asked", "answering", "state", "titled", "options"]);
/** How often it is looked what another window writes. */
const LOOK_MS = 500;

export class Held {
  readonly chat: Chat;
  /** What mentions came to when they were last looked up. */
  readonly looked = new Map<string, Attached>();
  readonly #parts: HeldParts;
  readonly #feed: Feed;
  /** Answers of other windows, and who gives them. */
  readonly #elsewhere: Map<string, string>;
  /** Nothing is written down before somebody says something. */
  #unwritten: ChatEvent[] | undefined;

  constructor(
    conversation: Conversation,
    parts: HeldParts,
    { elsewhere = new Map<string, string>(), isNew = false } = {},
  ) {
    const { ports, tell, closing: signal } = parts;
    this.#parts = parts;
    this.#elsewhere = elsewhere;
    this.#feed = new Feed({ chat: conversation.id, tell, clock: ports.clock, signal });
    const { id, createdAt: at, options } = conversation;
    this.#unwritten = isNew ? [{ kind: "began", id, at, options }] : undefined;
    this.chat = new Chat(conversation, ports, (event) => this.#happened(event));
    if (elsewhere.size > 0) void this.#follow();
  }

  get isBusy(): boolean {
    return this.chat.isBusy || this.#elsewhere.size > 0;
  }

  /** To be answered in: two windows cannot do that at once. */
  here(): Chat {
    if (this.#elsewhere.size > 0)
      throw new Error("Another window is answering in this chat. Wait for it, or stop it there.");
    return this.chat;
  }

  get isKept(): boolean {
    return this.#unwritten === undefined;
  }

  open(): Opened {
    const next = this.#feed.flush();
    const { conversation } = this.chat;
    return { conversation: { ...conversation, turns: [...conversation.turns] }, next };
  }

  /** Whatever waits to be told. */
  tell(): void {
    this.#feed.flush();
  }

  head(): ChatHead {
    const { id, title, createdAt, options, turns } = this.chat.conversation;
    const last = [...turns.values()].at(-1);
    const target = last?.kind === "model" ? last.target : options.target;
    return { id, title, at: last?.at ?? createdAt, turns: turns.size, target, busy: this.isBusy };
  }

  written(): Promise<void> {
    return this.#parts.log.written();
  }

  /** Before anything is said in it. */
  async catchUp(): Promise<void> {
    if (!this.isKept) return;
    for (const { event, writer } of await this.#parts.log.news()) {
      apply(this.chat.conversation, event);
      this.#feed.add(event);
      if (event.kind === "answering") this.#begunElsewhere(event.turn, writer);
      if (event.kind === "state") this.#elsewhere.delete(event.turn);
    }
  }

  #happened(event: ChatEvent): void {
    const { log, changed, closing } = this.#parts;
    // The engine ends: what is being answered is broken off, and that its connection is gone is no failure of anybody.
    if (closing.aborted) return;
    this.#feed.add(event);
    if (this.#unwritten) {
      this.#unwritten.push(event);
      if (event.kind !== "asked") return;
      for (const earlier of this.#unwritten) log.write(earlier);
      this.#unwritten = undefined;
    } else {
      log.write(event);
    }
    if (MATTERS.has(event.kind)) void log.written();
    if (LISTED.has(event.kind)) changed();
  }

  #begunElsewhere(turn: string, writer: string): void {
    this.#elsewhere.set(turn, writer);
    if (this.#elsewhere.size === 1) void this.#follow();
  }

  /** Until all is said there. */
  async #follow(): Promise<void> {
    const { ports, closing, isAlive } = this.#parts;
    while (this.#elsewhere.size > 0 && !closing.aborted) {
      await ports.clock.sleep(LOOK_MS, closing);
      await this.catchUp();
      for (const [turn, writer] of this.#elsewhere) if (!isAlive(writer)) this.#brokeOff(turn);
    }
  }

  #brokeOff(turn: string): void {
    this.#elsewhere.delete(turn);
    const event = { kind: "state", turn, state: { kind: "broken-off" } } as const;
    apply(this.chat.conversation, event);
    this.#feed.add(event);
  }
}
