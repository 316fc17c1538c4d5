/** One stream on its way for one place of a document. Any number of requests may wait for it; it outlives each of them. */
import { mayFollow } from "./follow.ts";
import type { Outcome } from "./outcome.ts";
import type { Aborter, Signal } from "./ports.ts";
import type { CompletionRequest, Place, Snapshot } from "./request.ts";

/** What a flight does while it is under way: tells what has arrived so far, and ends with an outcome. */
export type Journey = (signal: Signal, arrived: (textSoFar: string) => void) => Promise<Outcome>;

/** The way to a place that is asked for ahead: what stands where, and has to be accepted or typed first. */
export interface Lead {
  readonly place: Place;
  readonly text: string;
}

interface Origin {
  readonly asked: CompletionRequest;
  readonly target: string;
  readonly aborter: Aborter;
  readonly ahead?: Lead;
}

export class Flight {
  readonly asked: CompletionRequest;
  readonly target: string;
  readonly ahead: Lead | undefined;
  readonly landed: Promise<Outcome>;
  readonly #aborter: Aborter;
  readonly #watchers = new Set<() => void>();
  #arrived = "";
  #followers = 0;

  constructor(origin: Origin, journey: Journey) {
    this.asked = origin.asked;
    this.target = origin.target;
    this.ahead = origin.ahead;
    this.#aborter = origin.aborter;
    this.landed = journey(origin.aborter.signal, (textSoFar) => {
      this.#arrived = textSoFar;
      for (const watch of this.#watchers) watch();
    });
  }

  get listeners(): number {
    return this.#watchers.size;
  }

  /** How many there have ever been. */
  get followers(): number {
    return this.#followers;
  }

  /** Could the answer still go on from here? */
  agreesWith(now: Place | Snapshot): boolean {
    if (this.#aborter.signal.aborted) return false;
    return now === this.asked.place || mayFollow(this.asked.place, this.#arrived, now);
  }

  /** Could the document still come to where the answer goes on? */
  mayServe(document: Snapshot): boolean {
    const isOnTheWay = this.ahead !== undefined && mayFollow(this.ahead.place, this.ahead.text, document);
    return isOnTheWay || this.agreesWith(document);
  }

  /** Waits for the outcome, for as long as the place agrees with what arrives and the request is not withdrawn. */
  follow(place: Place, signal: Signal): Promise<Outcome | "diverged" | "superseded"> {
    this.#followers++;
    return new Promise((resolve, reject) => {
      const finish = (result: Outcome | "diverged" | "superseded") => {
        this.#watchers.delete(look);
        signal.removeEventListener("abort", look);
        resolve(result);
      };
      const look = () => {
        if (signal.aborted) finish("superseded");
        else if (!this.agreesWith(place)) finish("diverged");
      };
      this.#watchers.add(look);
      signal.addEventListener("abort", look);
      this.landed.then(finish, reject);
      look();
    });
  }

  abort(): void {
    this.#aborter.abort();
    for (const watch of this.#watchers) watch();
  }
}
