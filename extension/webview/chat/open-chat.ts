/** The chat that is open: the engine's conversation as its events make it, and which turn has changed how often. */
import { apply, pathTo } from "../../../server/protocol/chat/apply.ts";
import type { Conversation, Turn } from "../../../server/protocol/chat/conversation.ts";
import type { ChatEventsParams, Opened } from "../../../server/protocol/chat/questions.ts";

/** As many turns as are seen at once; and so many as are drawn within a frame. */
const FIRST = 20;
const MORE = 20;

export class OpenChat {
  readonly conversation: Conversation;
  #shown = FIRST;
  readonly #versions = new Map<string, number>();
  #next: number;
  #children = new Map<string | undefined, string[]>();
  #counted = 0;

  constructor({ conversation, next }: Opened) {
    this.conversation = { ...conversation, turns: new Map(conversation.turns) };
    this.#next = next;
  }

  get id(): string {
    return this.conversation.id;
  }

  /** False when some are missing: it must be opened anew. What is known already is passed over. */
  take({ first, events }: ChatEventsParams): boolean {
    if (first > this.#next) return false;
    for (const event of events.slice(this.#next - first)) {
      apply(this.conversation, event);
      if ("turn" in event && event.turn !== undefined)
        this.#versions.set(event.turn, this.versionOf(event.turn) + 1);
      this.#next++;
    }
    return true;
  }

  versionOf(turn: string): number {
    return this.#versions.get(turn) ?? 0;
  }

  path(): readonly Turn[] {
    return pathTo(this.conversation, this.conversation.leaf);
  }

  /** Of the path, its end; what is before it follows little by little. */
  shown(): readonly Turn[] {
    return this.path().slice(-this.#shown);
  }

  /** False when all are shown. */
  showMore(): boolean {
    if (this.#shown >= this.conversation.turns.size) return false;
    this.#shown += MORE;
    return true;
  }

  /** The turns at the same place, the oldest first. */
  siblings({ parent }: Turn): readonly string[] {
    const { turns } = this.conversation;
    if (turns.size !== this.#counted) {
      this.#counted = turns.size;
      this.#children = Map.groupBy(turns.keys(), (id) => turns.get(id)?.parent);
    }
    return this.#children.get(parent) ?? [];
  }

  /** An answer is on its way. It is the newest, whichever branch is read. */
  get isAnswering(): boolean {
    const last = [...this.conversation.turns.values()].at(-1);
    return last?.kind === "model" && last.state.kind === "answering";
  }
}
