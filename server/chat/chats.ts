/** The chats of a workspace: those on disk, and those that somebody has open. */
import type { Aborter } from "../completion/ports.ts";
import { begin, pathTo } from "../protocol/chat/apply.ts";
import type { ChatHead, ChatOptions, Conversation } from "../protocol/chat/conversation.ts";
import type { ChatEvent } from "../protocol/chat/event.ts";
import type { ChatEventsParams } from "../protocol/chat/questions.ts";
import { eventsOf } from "./events-of.ts";
import { Held } from "./held.ts";
import type { ChatPorts, History } from "./ports.ts";

export interface ChatsParts {
  readonly ports: ChatPorts;
  readonly history: History;
  readonly tell: (params: ChatEventsParams) => void;
  /** What lists show is not what it was. */
  readonly changed: () => void;
  readonly closing: Aborter;
}

/** The others are read again when somebody asks for them. */
const MAX_HELD = 12;

export class Chats {
  readonly #parts: ChatsParts;
  readonly #held = new Map<string, Promise<Held | undefined>>();

  constructor(parts: ChatsParts) {
    this.#parts = parts;
  }

  /** Undefined for one that does not exist. */
  async find(id: string): Promise<Held | undefined> {
    const found = this.#held.get(id) ?? this.#load(id);
    // The last one used stands last.
    this.#held.delete(id);
    this.#held.set(id, found);
    const held = await found;
    if (!held) this.#held.delete(id);
    await held?.catchUp();
    await this.#letGo();
    return held;
  }

  async get(id: string): Promise<Held> {
    const held = await this.find(id);
    if (!held) throw new Error("This chat is not there any more.");
    return held;
  }

  /** What happens by it is told before it is over. */
  async within(id: string, act: (held: Held) => void | Promise<void>): Promise<null> {
    const held = await this.get(id);
    await act(held);
    held.tell();
    return null;
  }

  /** The latest first. */
  async list(query = ""): Promise<readonly ChatHead[]> {
    const busy = new Set<string>();
    for (const [id, found] of this.#held) {
      const held = await found;
      await held?.written();
      if (held?.isBusy) busy.add(id);
    }
    const heads = await this.#parts.history.heads(query);
    return heads.map(({ isAnswered, ...head }) => ({ ...head, busy: isAnswered || busy.has(head.id) }));
  }

  /** A new one, empty, or with these events in it. */
  begin(options: ChatOptions, events: readonly ChatEvent[] = []): Held {
    const { ports } = this.#parts;
    const event = { kind: "began", id: ports.newId(), at: ports.now(), options } as const;
    const held = this.#hold(begin(event), { isNew: true });
    this.#held.set(event.id, Promise.resolve(held));
    for (const event of events) held.chat.happened(event);
    return held;
  }

  /** A copy of the path to a turn, to be gone on with. */
  async beginFrom(chat: string, turn: string): Promise<Held> {
    const { conversation } = (await this.get(chat)).chat;
    const title = conversation.title === "" ? [] : [{ kind: "titled", title: conversation.title } as const];
    return this.begin(conversation.options, [...eventsOf(pathTo(conversation, turn)), ...title]);
  }

  async remove(id: string): Promise<void> {
    const held = await this.find(id);
    await held?.chat.close();
    await held?.written();
    this.#held.delete(id);
    await this.#parts.history.remove(id);
    this.#parts.changed();
  }

  /** Resolves when all is on disk. What is being answered is broken off. */
  async close(): Promise<void> {
    this.#parts.closing.abort();
    for (const found of this.#held.values()) await (await found)?.written();
  }

  async #load(id: string): Promise<Held | undefined> {
    const restored = await this.#parts.history.restore(id);
    return restored && this.#hold(restored.conversation, restored);
  }

  #hold(
    conversation: Conversation,
    { isNew = false, elsewhere = new Map<string, string>(), bytes = 0 },
  ): Held {
    const { ports, history, tell, changed, closing } = this.#parts;
    const log = history.log(conversation.id, bytes);
    const { isAlive } = history;
    const parts = { ports, log, tell, changed, isAlive, closing: closing.signal };
    return new Held(conversation, parts, { isNew, elsewhere });
  }

  async #letGo(): Promise<void> {
    for (const [id, found] of this.#held) {
      if (this.#held.size <= MAX_HELD) return;
      const held = await found;
      if (held && (held.isBusy || !held.isKept)) continue;
      await held?.written();
      this.#held.delete(id);
    }
  }
}
