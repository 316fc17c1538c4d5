/** What the index can be asked from outside of its thread. A new question is a line in `Questions`, and its answer in `answers.ts`. */
import type { IndexStatus } from "../../protocol.ts";

/** Name → what is said along with the question, and what is answered. Both travel between threads: plain data. */
export interface Questions {
  readonly status: { readonly asked: undefined; readonly answer: IndexStatus };
}

export type QuestionName = keyof Questions;

export type IndexState = IndexStatus["state"];

/** Nothing is indexed: no folder is open, or the thread would not live. */
export function emptyStatus(state: IndexState): IndexStatus {
  return {
    state,
    files: 0,
    symbols: 0,
    chunks: 0,
    words: 0,
    memoryBytes: 0,
    diskBytes: 0,
    leftOut: [],
  };
}
