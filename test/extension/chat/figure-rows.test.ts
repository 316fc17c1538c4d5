/** What an answer, or all of a chat, came to: summed, and row by row. */
import { expect, test } from "vitest";

import { dollars, fill, rowsOf, shortWords, sumOf } from "../../../extension/webview/chat/figures.ts";
import type { Figures, ModelTurn } from "../../../server/protocol/chat/conversation.ts";

const FIRST: Figures = {
  promptTokens: 1000,
  windowTokens: 8000,
  input: 1100,
  output: 40,
  cached: 512,
  firstTokenMs: 640,
  money: 0.002,
};
const SECOND: Figures = {
  promptTokens: 2000,
  windowTokens: 8000,
  input: 2100,
  output: 60,
  tokensPerSecond: 71.26,
  money: 0.003,
};

function turn(...figures: readonly (Figures | undefined)[]): ModelTurn {
  const steps = figures.map((one) => ({
    target: "a/b",
    pieces: [],
    calls: [],
    figures: one,
    failure: undefined,
  }));
  return {
    kind: "model",
    id: "m",
    parent: "u",
    at: 0,
    target: "a/b",
    steps,
    state: { kind: "answering" },
    dropped: [],
    undone: false,
  };
}

test("the steps of an answer are summed; the window is as full as at the last one", () => {
  const sum = sumOf([turn(FIRST, undefined, SECOND)]);
  expect(sum && shortWords(sum)).toBe("3k in, 100 out · 640 ms · $0.0050");
  expect(sum && Object.fromEntries(rowsOf(sum))).toEqual({
    Context: "2k of 8k (25 %)",
    "Tokens in": "3,200",
    "of these cached": "512",
    "Tokens out": "100",
    "First token after": "640 ms",
    "Tokens a second": "71.3",
    Cost: "$0.0050",
  });
});

test("what nobody knows is left out", () => {
  const sum = sumOf([turn({ promptTokens: 900, windowTokens: 0, output: 30 })]);
  expect(sum && rowsOf(sum).map(([name]) => name)).toEqual(["Context", "Tokens in", "Tokens out"]);
  expect(sumOf([turn(undefined)])).toBeUndefined();
});

test.for([
  [0, "$0"],
  [0.000_01, "< $0.0001"],
  [0.0042, "$0.0042"],
  [1.239, "$1.24"],
] as const)("%d dollars are %s", ([money, words]) => {
  expect(dollars(money)).toBe(words);
});

test("a window of unknown size is not divided by", () => {
  expect(fill({ tokens: 900, windowTokens: 0 })).toBe("900");
});
