/** What an answer came to, in the words of the page: a figure that somebody counted is no estimate. */
import { expect, test } from "vitest";

import { shortWords, sumOf } from "../../../extension/webview/chat/figures.ts";
import type { Figures, ModelTurn } from "../../../server/protocol/chat/conversation.ts";

const PROMPT = { promptTokens: 900, windowTokens: 8000 } as const;

function answered(...figures: readonly Figures[]): ModelTurn {
  const steps = figures.map((one) => ({
    target: "test/model",
    pieces: [],
    calls: [],
    figures: one,
    failure: undefined,
  }));
  const state = { kind: "ended", why: "said" } as const;
  return {
    kind: "model",
    id: "b",
    parent: "a",
    at: 0,
    target: "test/model",
    steps,
    state,
    dropped: [],
    undone: false,
  };
}

function check(words: string, ...figures: readonly Figures[]): void {
  test(`${words} ← ${JSON.stringify(figures)}`, () => {
    const sum = sumOf([answered(...figures)]);
    expect(sum && shortWords(sum)).toBe(words);
  });
}

check("7 in, 1 out", { ...PROMPT, input: 7, output: 1 });
check("7 in, 1 out", { ...PROMPT, promptEstimated: true, input: 7, output: 1 });
check("≈7 in, ≈1 out", { ...PROMPT, input: 7, output: 1, estimated: true });
check("≈900 in, ≈0 out", { ...PROMPT, promptEstimated: true });
check("907 in, 1 out", PROMPT, { ...PROMPT, input: 7, output: 1 });
