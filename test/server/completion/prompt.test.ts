import { join } from "node:path";

import { expect, test } from "vitest";

import { extent } from "../../../server/completion/extent.ts";
import type {
  CompletionTarget,
  FimTemplate,
  Snippet,
  TokenCounter,
} from "../../../server/completion/ports.ts";
import { fit } from "../../../server/completion/prompt/budget.ts";
import { render } from "../../../server/completion/prompt/render.ts";
import { expectGolden } from "../../support/golden.ts";
import { requestIn } from "../../support/marked-text.ts";

const QWEN: FimTemplate = {
  order: "prefix-first",
  prefix: "<|fim_prefix|>",
  suffix: "<|fim_suffix|>",
  middle: "<|fim_middle|>",
  repository: { name: "<|repo_name|>", file: "<|file_sep|>" },
};
const SUFFIX_FIRST: FimTemplate = {
  order: "suffix-first",
  prefix: "[PREFIX]",
  suffix: "[SUFFIX]",
  middle: "",
};

const SNIPPETS: Snippet[] = [
  { path: "shapes/circle.py", text: "class Circle:\n    pass\n", score: 0.9, source: "test" },
  { path: "shapes/<|file_sep|>.py", text: "x = '<|fim_middle|>'\n", score: 0.5, source: "test" },
];

/** One token a character: budgets can be read off. */
const CHARACTERS: TokenCounter = { count: (text) => text.length, exact: true };

function target(more: Partial<CompletionTarget> = {}): CompletionTarget {
  return {
    id: "test/model",
    form: { kind: "fim", template: QWEN },
    promptTokens: 2000,
    maxTokens: 64,
    temperature: 0,
    stops: ["<|endoftext|>"],
    restMs: 0,
    ...more,
  };
}

function promptFor(marked: string, to = target(), snippets: readonly Snippet[] = []) {
  const request = requestIn(marked);
  const { place } = request;
  const fitted = fit({ place, snippets }, to, CHARACTERS);
  return render({ place, fitted, extent: extent(request) }, to);
}

const golden = (name: string) => join(import.meta.dirname, "golden", name);

function check(name: string, marked: string, to?: CompletionTarget, snippets?: readonly Snippet[]) {
  test(`golden ${name}`, () => {
    expectGolden(`${JSON.stringify(promptFor(marked, to, snippets), null, 2)}\n`, golden(`${name}.json`));
  });
}

const MARKED = "import math\n\n\ndef area(r):\n    return ▮\n\n\nprint(area(2))\n";

check("qwen-file", MARKED);
check("qwen-repository", MARKED, target(), SNIPPETS);
check("suffix-first", MARKED, target({ form: { kind: "fim", template: SUFFIX_FIRST } }));
check("infill", MARKED, target({ form: { kind: "infill" } }), SNIPPETS);
check("marker-in-the-text", "a = '<|fim_suffix|>'\nb = ▮\n");

test("a line asks for its end first, because a provider may take few stops", () => {
  expect(promptFor("x = ▮").stops).toEqual(["\n", "<|endoftext|>"]);
  expect(promptFor("def f():▮").stops).toEqual(["<|endoftext|>"]);
});

test("whole lines fit the budget, nearest to the cursor first", () => {
  const above = Array.from({ length: 100 }, (_, index) => `above ${String(index)}\n`).join("");
  const below = Array.from({ length: 100 }, (_, index) => `\nbelow ${String(index)}`).join("");
  const { place } = requestIn(`${above}x = ▮${below}`);
  const fitted = fit({ place, snippets: SNIPPETS }, target({ promptTokens: 448 }), CHARACTERS);
  expect(fitted.tokens).toBeLessThanOrEqual(400);
  expect(fitted.prefix).toMatch(/^above \d+\n[^]*above 99\nx = $/);
  expect(fitted.suffix).toMatch(/^\nbelow 0\n[^]*\n$/);
  expect(fitted.snippets.map(({ path }) => path)).toEqual(["shapes/circle.py", "shapes/<|file_sep|>.py"]);
});

test("the line at the cursor is there even when nothing fits", () => {
  const { place } = requestIn(`above\n${"x".repeat(100)}▮y\nbelow\n`);
  const fitted = fit({ place, snippets: SNIPPETS }, target({ promptTokens: 50 }), CHARACTERS);
  expect(fitted).toMatchObject({ prefix: "x".repeat(100), suffix: "y\n", snippets: [] });
});
