/** What a model says at a cursor, through the whole core, to the document that accepting makes of it; or why nothing is shown. */
import { expect, test } from "vitest";

import { OPEN } from "../../server/completion/open-privacy.ts";
import { createCompleter } from "../../server/completion/complete.ts";
import type { Outcome } from "../../server/completion/outcome.ts";
import type { CompletionTarget, GenerateEvent } from "../../server/completion/ports.ts";
import type { CompletionRequest } from "../../server/completion/request.ts";
import { characters } from "./character-counter.ts";
import { languages } from "./languages.ts";
import { manualClock } from "./manual-clock.ts";
import { CURSOR, placeIn } from "./marked-text.ts";

interface Saying {
  /** By way of a conversation. */
  readonly chat?: true;
  readonly manual?: true;
  /** The answer was ended by its limit. */
  readonly cutOff?: true;
  readonly stops?: readonly string[];
  readonly languageId: string;
}

const TARGET: CompletionTarget = {
  id: "test/model",
  form: { kind: "infill" },
  promptTokens: 4000,
  maxTokens: 256,
  temperature: 0,
  stops: [],
  restMs: 0,
};

async function outcomeOf(marked: string, pieces: readonly string[], saying: Saying): Promise<Outcome> {
  const { chat, manual, cutOff, stops, languageId } = saying;
  const target: CompletionTarget = {
    ...TARGET,
    stops: stops ?? (chat ? ["</FILL>"] : ["<|endoftext|>"]),
    ...(chat && { form: { kind: "chat" } }),
  };
  const completer = createCompleter({
    clock: manualClock(),
    newAborter: () => new AbortController(),
    target: () => ({ kind: "target", target }),
    retrieve: () => Promise.resolve([]),
    counter: () => characters,
    language: languages.named,
    privacy: OPEN,
    generate: async function* (): AsyncGenerator<GenerateEvent> {
      for (const text of pieces) yield { kind: "text", text };
      yield { kind: "end", reason: cutOff ? "length" : "stop" };
    },
  });
  const request: CompletionRequest = {
    place: placeIn(marked, { languageId, path: `a.${languageId}`, uri: `file:///w/a.${languageId}` }),
    trigger: manual ? "manual" : "automatic",
    enabled: true,
  };
  return completer.complete(request, new AbortController().signal);
}

function accepted(marked: string, outcome: Outcome): string {
  if (outcome.kind === "nothing") return `nothing: ${outcome.reason}`;
  const [before = "", after = ""] = marked.split(CURSOR);
  return before + outcome.text + after.slice(outcome.replaces);
}

type More = Omit<Saying, "languageId">;

/** Rows for one language: what stands around the cursor, what the model says, and what the document is to become. */
export function answersIn(languageId: string) {
  return (marked: string, says: string, expected: string, more: More = {}) => {
    const name = `${languageId} ${JSON.stringify(marked)} + ${JSON.stringify(says)}`;
    test(name, async () => {
      const saying = { ...more, languageId };
      const whole = accepted(marked, await outcomeOf(marked, [says], saying));
      expect(whole).toBe(expected);
      // However it is cut into pieces, in the middle of a character, too.
      expect(accepted(marked, await outcomeOf(marked, says.split(""), saying))).toBe(expected);
    });
  };
}
