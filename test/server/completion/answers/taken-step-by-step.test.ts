/** However a suggestion is taken, typed letter by letter or accepted word by word: what it makes of the document is the same. */
import { expect, test } from "vitest";

import { createCompleter } from "../../../../server/completion/complete.ts";
import { OPEN } from "../../../../server/completion/open-privacy.ts";
import type { Edit, Outcome } from "../../../../server/completion/outcome.ts";
import type { GenerateEvent } from "../../../../server/completion/ports.ts";
import { characters } from "../../../support/character-counter.ts";
import { languages } from "../../../support/languages.ts";
import { manualClock } from "../../../support/manual-clock.ts";
import { placeIn } from "../../../support/marked-text.ts";
import { randomCode } from "../../../support/random-code.ts";

interface State {
  readonly before: string;
  readonly after: string;
}

interface Taking {
  readonly ask: (state: State) => Promise<Outcome>;
  readonly state: State;
  readonly step: keyof typeof STEPS;
  readonly scene: string;
}

const NEVER = new AbortController().signal;
/** What the model says when it is asked once more, which nobody wants to see before the first suggestion is used up. */
const OTHER = "somethingElse";

/** Answers once, and says something else from then on. */
function assistant(languageId: string, answer: string) {
  let asked = 0;
  const completer = createCompleter({
    clock: manualClock(),
    newAborter: () => new AbortController(),
    target: () => ({
      kind: "target",
      target: {
        id: "test/model",
        form: { kind: "infill" },
        promptTokens: 4000,
        maxTokens: 256,
        temperature: 0,
        stops: [],
        restMs: 0,
      },
    }),
    retrieve: () => Promise.resolve([]),
    counter: () => characters,
    language: languages.named,
    privacy: OPEN,
    generate: async function* (): AsyncGenerator<GenerateEvent> {
      yield await Promise.resolve({ kind: "text", text: asked++ === 0 ? answer : OTHER });
      yield { kind: "end", reason: "stop" };
    },
  });
  let version = 0;
  return ({ before, after }: State): Promise<Outcome> => {
    const place = placeIn(`${before}▮${after}`, { languageId, version: ++version });
    completer.documentChanged(place.document);
    return completer.complete({ place, trigger: "automatic", enabled: true }, NEVER);
  };
}

function accepted({ before, after }: State, { text, replaces }: Edit): string {
  return before + text + after.slice(replaces);
}

const FLAWS: ReadonlySet<string> = new Set(["empty", "repeats-line-above", "repeats-line-below"]);
/** As an editor takes the next word of a suggestion, or the next letter, which may be two units long. */
const STEPS = { letters: /^[^]/u, words: /^(?:\s*[\p{L}\p{N}_]+|\s*[^\s]|\s+)/u };

/** How often a part of it was taken and the rest stayed; throws where it did not. */
async function takeAll(first: Edit, { ask, state, step, scene }: Taking): Promise<number> {
  const whole = accepted(state, first);
  let [left, before, taken] = [first, state.before, 0];
  for (;;) {
    const part = STEPS[step].exec(left.text)?.[0] ?? left.text;
    before += part;
    const now = { ...state, before };
    const next = await ask(now);
    if (next.kind === "suggestion" && accepted(now, next) === whole) {
      taken++;
      left = next;
      continue;
    }
    const isUsedUp = left.text.slice(part.length).trim() === "" || first.replaces > 0;
    // By itself the end may be what stands below, or nothing but a semicolon.
    const isFlawed = next.kind === "nothing" && FLAWS.has(next.reason);
    expect(isUsedUp || isFlawed, `${scene} behind ${JSON.stringify(before)}: ${JSON.stringify(next)}`).toBe(
      true,
    );
    return taken;
  }
}

test.for(["letters", "words"] as const)("of 600 random suggestions, by %s", async (step) => {
  const { below, code, language, mutated } = randomCode(step === "words" ? 5 : 7);
  let taken = 0;
  for (let round = 0; round < 600; round++) {
    const eol = below(3) === 0 ? "\r\n" : "\n";
    const inLines = (text: string) => text.replace(/\r?\n/g, eol);
    const state: State = { before: inLines(code(10)), after: inLines(code(6)) };
    const languageId = language();
    const answer = mutated(code(10) + state.after);
    const ask = assistant(languageId, answer);
    const first = await ask(state);
    if (first.kind === "nothing") continue;
    const { text, replaces } = first;
    const scene = JSON.stringify({ languageId, ...state, answer, text, replaces });
    expect(text.isWellFormed(), scene).toBe(true);
    taken += await takeAll(first, { ask, state, step, scene });
  }
  expect(taken).toBeGreaterThan(600);
});
