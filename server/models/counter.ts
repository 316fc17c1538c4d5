/** What a tokenizer can do for those who ask for one; who answers, and how exactly, is not said here. */
import type { TokenCounter } from "../completion/ports.ts";

export interface Tokenizer extends TokenCounter {
  /** The id when the model reads the whole text as one token; undefined otherwise, and from an estimate. */
  readonly tokenId: (text: string) => number | undefined;
}
