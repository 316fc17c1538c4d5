/**
 * Step 2, second half: what is on its way. A stream in flight belongs to the document, not to the keystroke that started
 * it: later keystrokes that agree with it adopt it, and it is aborted once the document diverges from it or nobody adopts
 * it in time.
 */
import type { Flight } from "./flight.ts";
import { serves } from "./memory.ts";
import type { Outcome } from "./outcome.ts";
import type { Clock, Signal } from "./ports.ts";
import type { CompletionRequest, Snapshot } from "./request.ts";

/** VS Code waits 50 ms before it asks again; a slow machine gets four times that. */
const ADOPTION_MS = 200;

export class Flights {
  readonly #underWay = new Set<Flight>();
  readonly #clock: Clock;
  #asked = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Another name for each asking. */
  nextId(): number {
    return ++this.#asked;
  }

  find(request: CompletionRequest, target: string): Flight | undefined {
    return [...this.#underWay].find(
      (flight) =>
        flight.target === target && serves(flight.asked, request) && flight.agreesWith(request.place),
    );
  }

  launch(flight: Flight, landed: (outcome: Outcome) => void): void {
    this.#underWay.add(flight);
    void this.#await(flight, landed);
  }

  async #await(flight: Flight, landed: (outcome: Outcome) => void): Promise<void> {
    // Whoever follows it is told of a fault; here it is only no longer kept.
    const outcome = await flight.landed.catch(() => undefined);
    this.#underWay.delete(flight);
    if (outcome) landed(outcome);
  }

  /** Nobody waits for this flight any more; a later keystroke has a short while to adopt it. */
  async abandon(flight: Flight): Promise<void> {
    const { followers } = flight;
    await this.#clock.sleep(ADOPTION_MS, NEVER);
    // Whoever came since then has a time of their own when they leave.
    if (flight.listeners === 0 && flight.followers === followers) flight.abort();
  }

  /** What is asked ahead of one suggestion is of no use for another. */
  dropAhead(): void {
    for (const flight of this.#underWay) if (flight.ahead && flight.listeners === 0) flight.abort();
  }

  documentChanged(document: Snapshot): void {
    for (const flight of this.#of(document.uri)) {
      // One that was asked as of an item's taking is ahead of its document, and lives as long as somebody waits for it.
      if (!flight.asked.selected && !flight.mayServe(document)) flight.abort();
    }
  }

  documentClosed(uri: string): void {
    for (const flight of this.#of(uri)) flight.abort();
  }

  #of(uri: string): readonly Flight[] {
    return [...this.#underWay].filter(({ asked }) => asked.place.document.uri === uri);
  }
}

export const NEVER: Signal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};
