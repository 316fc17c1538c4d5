/**
 * Step 2: what is known already, and what is on its way. A suggestion that is being typed needs no request, and a stream
 * in flight belongs to the document, not to the keystroke that started it: later keystrokes that agree with it adopt it,
 * and it is aborted once the document diverges from it or nobody adopts it in time.
 */
import type { Flight } from "./flight.ts";
import type { Suggestion } from "./outcome.ts";
import { typedBetween, typedSince } from "./place.ts";
import type { Clock, Signal } from "./ports.ts";
import type { CompletionRequest, Snapshot } from "./request.ts";

interface Known {
  readonly asked: CompletionRequest;
  /** Who was asked; another may have answered in its place. */
  readonly target: string;
  readonly suggestion: Suggestion;
}

const MAX_KNOWN = 64;
/** VS Code waits 50 ms before it asks again; a slow machine gets four times that. */
const ADOPTION_MS = 200;

export class Memory {
  /** Newest first. */
  #known: readonly Known[] = [];
  readonly #flights = new Set<Flight>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What is left of a suggestion that is being typed as suggested. */
  recall(request: CompletionRequest, target: string): Suggestion | undefined {
    for (const { asked, target: wasAsked, suggestion } of this.#known) {
      if (wasAsked !== target || !serves(asked, request)) continue;
      const rest = remainder(suggestion.text, typedBetween(asked.place, request.place));
      if (rest) return { ...suggestion, text: rest };
    }
    return undefined;
  }

  inFlight(request: CompletionRequest, target: string): Flight | undefined {
    return [...this.#flights].find(
      (flight) =>
        flight.target === target && serves(flight.asked, request) && flight.agreesWith(request.place),
    );
  }

  /** Keeps a new flight until it has landed, and what it brought for later. */
  launch(flight: Flight): void {
    this.#flights.add(flight);
    void this.#keep(flight);
  }

  async #keep(flight: Flight): Promise<void> {
    // Whoever follows it is told of a fault; here it is only no longer kept.
    const outcome = await flight.landed.catch(() => undefined);
    this.#flights.delete(flight);
    if (outcome?.kind !== "suggestion") return;
    const { asked, target } = flight;
    this.#known = [{ asked, target, suggestion: outcome }, ...this.#known].slice(0, MAX_KNOWN);
  }

  /** Nobody waits for this flight any more; a later keystroke has a short while to adopt it. */
  async abandon(flight: Flight): Promise<void> {
    const { followers } = flight;
    await this.#clock.sleep(ADOPTION_MS, NEVER);
    // Whoever came since then has a time of their own when they leave.
    if (flight.listeners === 0 && flight.followers === followers) flight.abort();
  }

  documentChanged(document: Snapshot): void {
    for (const flight of this.#flights) {
      if (flight.asked.place.document.uri !== document.uri) continue;
      const typed = typedSince(flight.asked.place, document);
      if (!typed || !flight.allows(typed.text)) flight.abort();
    }
  }

  documentClosed(uri: string): void {
    this.#known = this.#known.filter(({ asked }) => asked.place.document.uri !== uri);
    for (const flight of this.#flights) if (flight.asked.place.document.uri === uri) flight.abort();
  }
}

/** Who asks by hand wants more than what an automatic request was content with. */
function serves(asked: CompletionRequest, request: CompletionRequest): boolean {
  return request.trigger === "automatic" || asked.trigger === "manual";
}

/** What is left of a suggestion after a part of it was typed; undefined when something else was, or nothing is left. */
export function remainder(text: string, typed: string | undefined): string | undefined {
  return typed !== undefined && text.startsWith(typed) && text.length > typed.length
    ? text.slice(typed.length)
    : undefined;
}

const NEVER: Signal = {
  aborted: false,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
};
