/** Who counts the tokens of a target. */
import type { CompletionTarget, TokenCounter } from "../completion/ports.ts";
import type { Selection } from "../knowledge/selection.ts";
import type { Tokenizers } from "../models/tokenizer.ts";
import type { Target } from "../providers/target.ts";

/** The tokenizer of a target that has none, or none that anybody knows. */
const UNKNOWN = "fake";
/** Counts code about as most do. */
const COMMON_TOKENIZER = "qwen2.5";

export interface Counting {
  /** Resolves once the target's tokenizer counts exactly, or cannot. */
  readonly ready: () => Promise<void>;
  /** What counts exactly for the target; for one whose tokenizer is not known, a bundled one. */
  readonly tokenCounter: () => Promise<{ readonly tokenizer: string; readonly count: TokenCounter["count"] }>;
}

/** For the target that completes now. */
export function countingFor(selection: Selection, tokenizers: Tokenizers): Counting {
  return {
    async ready() {
      const choice = selection.current();
      if (choice.kind === "target") await tokenizers.ready(tokenizerOf(choice.target));
    },
    async tokenCounter() {
      const choice = selection.current();
      const source = choice.kind === "target" ? tokenizerOf(choice.target) : UNKNOWN;
      const tokenizer = source === UNKNOWN ? COMMON_TOKENIZER : source;
      return { tokenizer, count: (await tokenizers.ready(tokenizer)).count };
    },
  };
}

export function isProvider(target: CompletionTarget): target is Target {
  return "dialect" in target;
}

export function tokenizerOf(target: CompletionTarget): string {
  return isProvider(target) ? target.tokenizer : UNKNOWN;
}
