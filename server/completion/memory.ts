/**
 * Step 2, first half: what is known already. A suggestion that is being typed needs no request, nor does a place that
 * looks as it did when it was asked for: after a backspace, an undo, or a suggestion accepted by words.
 */
import { follow } from "./follow.ts";
import type { Suggestion } from "./outcome.ts";
import type { CompletionRequest, Place, Snapshot } from "./request.ts";

interface Known {
  readonly asked: CompletionRequest;
  /** Who was asked; another may have answered in its place. */
  readonly target: string;
  readonly suggestion: Suggestion;
  /** How often the other documents had changed by then: what the model was shown of them is part of the question. */
  readonly surroundings: number;
}

/** A scan of all of them takes microseconds; what stands on other lines is turned down by its numbers. */
const MAX_KNOWN = 500;
const MAX_BYTES = 8_000_000;

export class Memory {
  /** The one that was of use last first. */
  #known: readonly Known[] = [];
  /** What was answered last, as of the place where it was: what the user sees is never exchanged while typing agrees with it. */
  #shown: Known | undefined;
  readonly #changes = new Map<string, number>();

  /** What is left of a suggestion that is being typed as suggested, or was made for this very state. */
  recall(request: CompletionRequest, target: string): Suggestion | undefined {
    // Whoever asks in another document no longer looks at this one.
    if (this.#shown?.asked.place.document.uri !== request.place.document.uri) this.#shown = undefined;
    const shown =
      this.#shown &&
      serves(this.#shown.asked, request) &&
      leftOf(this.#shown.asked, this.#shown.suggestion, request.place);
    if (shown) return shown;
    const surroundings = this.#surroundings(request.place.document.uri);
    for (const known of this.#known) {
      if (known.target !== target || known.surroundings !== surroundings || !serves(known.asked, request))
        continue;
      const left = leftOf(known.asked, known.suggestion, request.place);
      if (!left) continue;
      this.#known = [known, ...this.#known.filter((other) => other !== known)];
      return left;
    }
    return undefined;
  }

  keep(asked: CompletionRequest, target: string, suggestion: Suggestion): void {
    const surroundings = this.#surroundings(asked.place.document.uri);
    this.#known = bounded([{ asked, target, suggestion, surroundings }, ...this.#known]);
  }

  /** This is what the user sees from now on. */
  show(asked: CompletionRequest, suggestion: Suggestion): void {
    this.#shown = { asked, target: suggestion.target, suggestion, surroundings: 0 };
  }

  documentChanged({ uri }: Snapshot): void {
    this.#changes.set(uri, (this.#changes.get(uri) ?? 0) + 1);
  }

  documentClosed(uri: string): void {
    this.#known = this.#known.filter(({ asked }) => asked.place.document.uri !== uri);
    if (this.#shown?.asked.place.document.uri === uri) this.#shown = undefined;
  }

  #surroundings(uri: string): number {
    let sum = 0;
    for (const [other, changes] of this.#changes) if (other !== uri) sum += changes;
    return sum;
  }
}

/** Who asks by hand wants more than what an automatic request was content with. */
export function serves(asked: CompletionRequest, request: CompletionRequest): boolean {
  return request.trigger === "automatic" || asked.trigger === "manual";
}

/** What is left of a suggestion and of its alternatives; once it was accepted, what came behind it. */
export function leftOf(
  { place: from }: CompletionRequest,
  suggestion: Suggestion,
  now: Place,
): Suggestion | undefined {
  const { alternatives = [], onward, ...alone } = suggestion;
  const [first, ...others] = [suggestion, ...alternatives].flatMap((edit) => follow(from, edit, now) ?? []);
  const origin = "typed-as-suggested";
  if (first) {
    const kept = {
      ...(others.length > 0 && { alternatives: others }),
      ...(onward !== undefined && { onward }),
    };
    return { ...alone, ...first, ...kept, origin };
  }
  if (onward === undefined) return undefined;
  const all = follow(from, { text: suggestion.text + onward, replaces: suggestion.replaces }, now);
  return all && { ...alone, ...all, origin: "onward" };
}

function bounded(known: readonly Known[]): readonly Known[] {
  let bytes = 0;
  const end = known.findIndex((one) => (bytes += weight(one)) > MAX_BYTES);
  return known.slice(0, Math.min(MAX_KNOWN, end < 0 ? known.length : Math.max(1, end)));
}

/** Of the lines only the list counts: their text is shared with the document. */
function weight({ asked, suggestion }: Known): number {
  return asked.place.document.lines.length * 8 + suggestion.text.length * 2;
}
