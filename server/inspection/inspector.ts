/**
 * What was asked lately and what it came to, for whoever wants to know why. In the memory of this window alone, and only the
 * last of it: no prompt is ever written down or sent anywhere.
 */
import { sayIn, type Texts } from "../completion/told.ts";
import type { Asking } from "../completion/asking.ts";
import type { Outcome } from "../completion/outcome.ts";
import type { CompletionTarget, TokenCounter } from "../completion/ports.ts";
import type { CompletionRequest } from "../completion/request.ts";
import { cacheReuse, type Fare, fareAfter, NEW_FARE, percentile } from "./fare.ts";
import { factsOf } from "./facts.ts";
import type { Past } from "./past.ts";
import { promptPage } from "./prompt-page.ts";
import { type Conclusion, type Effort, type Seen, seenOf, whereOf } from "./seen.ts";
import { whyPage } from "./why-page.ts";

export interface Inspector {
  /** A request to a target was over. */
  readonly asked: (asking: Asking, efforts?: readonly Effort[]) => void;
  /** A question of the editor was answered. */
  readonly concluded: (request: CompletionRequest, outcome: Outcome) => void;
  /** The last completion as data, and all that was asked for it. */
  readonly facts: () => unknown;
  /** In Markdown. */
  readonly page: (which: "why" | "prompt", telling?: Telling) => string;
  readonly figures: () => Figures;
}

interface Telling {
  /** What only the editor knows of. */
  readonly hints?: readonly string[] | undefined;
  /** Of the user's language. */
  readonly texts?: Texts | undefined;
}

/** Of the target that was asked last. */
export interface Figures {
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  /** How much of the prompts its server had in its cache, 0 to 1. */
  readonly cacheReuse?: number;
}

interface Surroundings {
  readonly counter: (target: CompletionTarget) => TokenCounter;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Of prompts that may be long. */
const KEPT = 50;

export function createInspector({ counter, now = Date.now }: Surroundings): Inspector {
  const seen: Seen[] = [];
  const conclusions: Conclusion[] = [];
  const fares = new Map<string, Fare>();
  let waiting: (() => void)[] = [];

  function digest(): void {
    const all = waiting;
    waiting = [];
    for (const one of all) one();
  }

  function past(): Past {
    digest();
    return { seen, conclusions, fares };
  }

  return {
    asked(asking, efforts = []) {
      const at = now();
      waiting.push(() => {
        const one = seenOf(asking, { at, counter, efforts });
        keep(seen, one);
        fares.set(one.target.id, fareAfter(fares.get(one.target.id) ?? NEW_FARE, one));
      });
      // Not while somebody waits for the suggestion. What holds the document of that moment is let go then.
      setImmediate(digest);
    },
    concluded: (request, outcome) => keep(conclusions, { ...whereOf(request, now()), outcome }),
    facts: () => factsOf(past()),
    page(which, { hints, texts } = {}) {
      const t = sayIn(texts);
      return which === "why" ? whyPage({ ...past(), hints }, t) : promptPage(past(), t);
    },
    figures() {
      digest();
      const fare = fares.get(seen.at(-1)?.target.id ?? "") ?? NEW_FARE;
      const [p50Ms, p95Ms] = [percentile(fare.allMs, 0.5), percentile(fare.allMs, 0.95)];
      const reuse = cacheReuse(fare);
      return {
        ...(p50Ms !== undefined && { p50Ms }),
        ...(p95Ms !== undefined && { p95Ms }),
        ...(reuse !== undefined && { cacheReuse: reuse }),
      };
    },
  };
}

function keep<One>(list: One[], one: One): void {
  list.push(one);
  if (list.length > KEPT) list.shift();
}
