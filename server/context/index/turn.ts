/** Who works for long in the index's thread takes turns: for a few milliseconds, then whoever waits gets a word in. */
import { setImmediate } from "node:timers/promises";

const TURN_MS = 8;

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
