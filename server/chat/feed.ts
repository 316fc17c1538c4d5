/** Tells what happens in one chat, numbered and some milliseconds of it at once: a page draws no faster. */
import type { Clock, Signal } from "../completion/ports.ts";
import type { ChatEvent } from "../protocol/chat/event.ts";
import type { ChatEventsParams } from "../protocol/chat/questions.ts";
import { push } from "./joined.ts";

const GATHERED_MS = 30;

export interface FeedParts {
  readonly chat: string;
  readonly tell: (params: ChatEventsParams) => void;
  readonly clock: Pick<Clock, "sleep">;
  readonly signal: Signal;
}

export class Feed {
  readonly #parts: FeedParts;
  #waiting: ChatEvent[] = [];
  #next = 0;

  constructor(parts: FeedParts) {
    this.#parts = parts;
  }

  add(event: ChatEvent): void {
    if (this.#waiting.length === 0) void this.#later();
    push(this.#waiting, event);
  }

  /** Tells what has not been told yet. Answers the number that the next event will have. */
  flush(): number {
    const events = this.#waiting;
    if (events.length === 0) return this.#next;
    this.#waiting = [];
    this.#parts.tell({ chat: this.#parts.chat, first: this.#next, events });
    this.#next += events.length;
    return this.#next;
  }

  async #later(): Promise<void> {
    const { clock, signal } = this.#parts;
    await clock.sleep(GATHERED_MS, signal);
    this.flush();
  }
}
