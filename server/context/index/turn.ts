/** Who works for long in the index's thread takes turns: for a few milliseconds, then whoever waits gets a word in. */
import { setImmediate } from "node:timers/promises";

/** What may stop again and again, and go on later. It answers for it that others may have changed things meanwhile. */
export type Work<Result = void> = Generator<void, Result>;

const TURN_MS = 8;

export function atOnce<Result>(work: Work<Result>): Result {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** What is not done when the signal comes is left, after it has cleared up. */
export async function inTurns(work: Work, signal: AbortSignal): Promise<void> {
  const stop = () => void work.return();
  signal.addEventListener("abort", stop);
  try {
    const turn = new Turn();
    while (work.next().done !== true) if (turn.isOver()) await turn.giveWay();
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

export class Turn {
  #began = performance.now();

  isOver(): boolean {
    return performance.now() - this.#began > TURN_MS;
  }

  async giveWay(): Promise<void> {
    await setImmediate();
    this.#began = performance.now();
  }
}
