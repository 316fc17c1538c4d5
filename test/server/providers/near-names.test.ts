import { expect, test } from "vitest";

import { nearNames } from "../../../server/providers/near-names.ts";

const NAMES = ["gpt-4o", "gpt-4o-mini", "qwen/qwen3-coder:free", "qwen2.5-coder:7b", "mistral-large-latest"];

test.for([
  ["gpt-4o-mimi", ["gpt-4o-mini", "gpt-4o"]],
  ["GPT-4o", ["gpt-4o", "gpt-4o-mini"]],
  ["qwen3-coder", ["qwen/qwen3-coder:free", "qwen2.5-coder:7b"]],
  ["mistral-large", ["mistral-large-latest"]],
  ["claude-sonnet", []],
  ["", []],
] as const)("%s: %j", ([name, near]) => {
  expect(nearNames(name, NAMES)).toEqual(near);
});
