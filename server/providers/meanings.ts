/** What an error means where its status does not tell: by its codes, which all know or a provider's file declares, or by declared words. Pure. */
import type { FailureKind } from "../completion/ports.ts";
import type { ErrorBody } from "./error-body.ts";

export const MEANINGS = [
  "too-long",
  "no-credit",
  "refused",
  "rate-limited",
  "overloaded",
  "unknown-model",
  "bad-request",
  "timeout",
] as const satisfies readonly (FailureKind | "too-long" | "no-credit")[];

export type Meaning = (typeof MEANINGS)[number];

interface Signs {
  readonly codes?: readonly string[] | undefined;
  /** Patterns. A number that one captures is the model's window. */
  readonly words?: readonly string[] | undefined;
}

export type Meanings = { readonly [Of in Meaning]?: Signs | undefined };

/**
 * https://platform.openai.com/docs/guides/error-codes, https://docs.anthropic.com/en/api/errors, llama.cpp's tools/server,
 * GitHub Models, and vLLM's `param` (VLLMValidationError), all seen 2026-11.
 */
const EVERYONES: Meanings = {
  "no-credit": {
    codes: [
      "insufficient_quota",
      "billing_error",
      "billing_not_active",
      "billing_hard_limit_reached",
      "insufficient_balance",
      "credits_exhausted",
    ],
  },
  "too-long": {
    codes: [
      "context_length_exceeded",
      "exceed_context_size_error",
      "request_too_large",
      "string_above_max_length",
      "tokens_limit_reached",
      "input_tokens",
    ],
  },
};

export interface Meant {
  readonly meaning: Meaning;
  readonly windowTokens?: number;
}

export function meantBy(body: ErrorBody, declared: Meanings = {}): Meant | undefined {
  for (const meanings of [declared, EVERYONES]) {
    for (const meaning of MEANINGS) {
      const found = signIn(body, meanings[meaning]);
      if (found) return { meaning, ...found };
    }
  }
  return undefined;
}

function signIn(
  { codes, words = "" }: ErrorBody,
  signs: Signs = {},
): Pick<Meant, "windowTokens"> | undefined {
  for (const pattern of signs.words ?? []) {
    const found = new RegExp(pattern, "i").exec(words);
    if (found) return found[1] === undefined ? {} : { windowTokens: Number(found[1]) };
  }
  return signs.codes?.some((code) => codes.includes(code.toLowerCase())) ? {} : undefined;
}
