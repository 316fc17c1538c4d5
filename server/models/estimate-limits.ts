/**
 * What a model's name lets one guess of its limits, when no file and no server tells. The user is shown that it is a guess
 * and can correct it. The figures are those of `wire-facts.md`, section 3.
 */
import type { ModelRecord } from "./record.ts";

/** The first line that fits counts. */
const WINDOWS: readonly (readonly [RegExp, number])[] = [
  [/llama-?3[.-][123]/, 131_072],
  [/llama-?3/, 8192],
  [/mixtral.*8x22b/, 65_536],
  [/mixtral/, 32_768],
  [/mistral-large/, 131_072],
  [/mistral-(?:small|medium)/, 32_768],
  [/qwen-?2[.-]?5/, 131_072],
  [/deepseek/, 65_536],
];
const DEFAULT_WINDOW = 8192;

const LONG_ANSWERS = /deepseek|qwen-?2[.-]?5|mistral-large|llama-?3/;
const LONG_ANSWER = 8192;
const DEFAULT_ANSWER = 4096;

export function estimateLimits(model: string): Pick<ModelRecord, "window_tokens" | "output_tokens"> {
  const name = model.toLowerCase();
  const said = saidInName(name);
  const window_tokens = said ?? WINDOWS.find(([pattern]) => pattern.test(name))?.[1] ?? DEFAULT_WINDOW;
  const output_tokens = LONG_ANSWERS.test(name) ? LONG_ANSWER : DEFAULT_ANSWER;
  return { window_tokens, output_tokens: Math.min(output_tokens, window_tokens) };
}

/** `phi-3-mini-128k` says it itself. A size such as `7b` or `k2` does not. */
function saidInName(name: string): number | undefined {
  const thousands = /(?:^|[-_/.:])(\d{1,4})k(?:$|[-_/.:])/.exec(name)?.[1];
  return thousands === undefined ? undefined : Number(thousands) * 1024;
}
