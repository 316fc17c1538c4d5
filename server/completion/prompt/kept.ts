/** What the last keystroke's prompt was made of: most of it goes into the next one as well, and is neither read nor counted again. */
import type { CompletionTarget, Snippet } from "../ports.ts";

/** Some of the user's text, as a target is sent it. */
export interface Sent {
  readonly text: string;
  /** A marker in it was broken. */
  readonly isBroken: boolean;
}

export class Kept {
  readonly above = new KeptLines();
  readonly below = new KeptLines();
  readonly prices = new KeptPrices();
}

/** Whole lines as one text. Those that an edit left alone are the strings that they were, which compare by pointer. */
class KeptLines {
  #lines: readonly string[] = [];
  #target: CompletionTarget | undefined;
  #sent: Sent = { text: "", isBroken: false };

  sent(lines: readonly string[], target: CompletionTarget, send: (text: string) => Sent): Sent {
    if (target !== this.#target || !isSame(lines, this.#lines)) this.#sent = send(lines.join(""));
    this.#lines = lines;
    this.#target = target;
    return this.#sent;
  }
}

function isSame(lines: readonly string[], others: readonly string[]): boolean {
  return lines.length === others.length && lines.every((line, at) => line === others[at]);
}

type Price = (snippet: Snippet) => number;

interface Priced {
  readonly path: string;
  readonly tokens: number;
}

/** What snippets cost. */
class KeptPrices {
  /** By their texts, the ones of the last prompt alone. */
  #known = new Map<string, Priced>();
  #about: readonly unknown[] = [];

  /** `about` is all that a price depends on besides. */
  by(about: readonly unknown[], price: Price): Price {
    const isSameAsLast = about.every((one, at) => one === this.#about[at]);
    const before = isSameAsLast ? this.#known : new Map<string, Priced>();
    const known = new Map<string, Priced>();
    this.#known = known;
    this.#about = about;
    return (snippet) => {
      const { path, text } = snippet;
      const last = before.get(text);
      const priced = last?.path === path ? last : { path, tokens: price(snippet) };
      known.set(text, priced);
      return priced.tokens;
    };
  }
}
