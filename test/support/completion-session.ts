/** The whole core with a model that says what the test tells it to, when it tells it to. */
import { createCompleter } from "../../server/completion/complete.ts";
import type { Outcome } from "../../server/completion/outcome.ts";
import type {
  CompletionTarget,
  GenerateEvent,
  Prompt,
  Signal,
  Spending,
} from "../../server/completion/ports.ts";
import type { CompletionRequest, Place, Snapshot } from "../../server/completion/request.ts";
import type { SyntaxAt } from "../../server/completion/syntax-at.ts";
import { languages } from "./languages.ts";
import { characters } from "./character-counter.ts";
import { manualClock } from "./manual-clock.ts";
import { requestIn } from "./marked-text.ts";
import { OPEN } from "../../server/completion/open-privacy.ts";

export const TARGET: CompletionTarget = {
  id: "test/model",
  form: { kind: "infill" },
  promptTokens: 1000,
  maxTokens: 100,
  temperature: 0,
  stops: [],
  restMs: 0,
};

export function session(target: Partial<CompletionTarget> = {}, { blocks = target } = {}) {
  const clock = manualClock();
  const line = { ...TARGET, ...target };
  const targets = { line, block: blocks === target ? line : { ...TARGET, ...blocks } };
  /** For which places context was gathered. */
  const gathered: Place[] = [];
  const grammar: { told?: SyntaxAt } = {};
  const broken = { counter: false };
  const spent: Spending[] = [];
  const calls: {
    target: CompletionTarget;
    prompt: Prompt;
    signal: Signal;
    say: (event: GenerateEvent) => void;
  }[] = [];
  const completer = createCompleter({
    clock,
    newAborter: () => new AbortController(),
    target: (need) => ({ kind: "target", target: targets[need()] }),
    spent: (spending) => void spent.push(spending),
    privacy: OPEN,
    retrieve(place) {
      gathered.push(place);
      return Promise.resolve([]);
    },
    syntaxAt: () => grammar.told,
    counter: () => {
      if (broken.counter) throw new Error("a fault of ours");
      return characters;
    },
    language: languages.named,
    generate: (target, prompt, signal) => {
      const events: GenerateEvent[] = [];
      let wake: () => void = () => undefined;
      const say = (event: GenerateEvent) => {
        events.push(event);
        wake();
      };
      signal.addEventListener("abort", () => say({ kind: "end", reason: "aborted" }));
      calls.push({ target, prompt, signal, say });
      return (async function* () {
        for (;;) {
          const event = events.shift();
          if (event) yield event;
          else await new Promise<void>((resolve) => (wake = resolve));
          if (event?.kind === "end" || event?.kind === "failed") return;
        }
      })();
    },
  });
  const ask = (request: CompletionRequest) => {
    const cancel = new AbortController();
    return { outcome: completer.complete(request, cancel.signal), cancel: () => cancel.abort() };
  };
  return {
    calls,
    gathered,
    grammar,
    spent,
    clock,
    broken,
    /** A keystroke: the document changes, the editor cancels its last request, and asks again. */
    type: (marked: string, more?: Partial<CompletionRequest>) => {
      const request = requestIn(marked, more);
      completer.documentChanged(request.place.document);
      return ask(request);
    },
    ask,
    change: (document: Snapshot) => completer.documentChanged(document),
    close: (uri: string) => completer.documentClosed(uri),
  };
}

export const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
export const text = (said: string): GenerateEvent => ({ kind: "text", text: said });
export const END: GenerateEvent = { kind: "end", reason: "stop" };

export function told(outcome: Outcome): string {
  return outcome.kind === "suggestion" ? `${outcome.origin}: ${outcome.text}` : `nothing: ${outcome.reason}`;
}
