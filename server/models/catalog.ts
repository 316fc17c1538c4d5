/** What is known of models: families from `resources/models`, matched by a model's name. A family is data; nobody branches on it. */
import * as z from "zod";

import type { FimTemplate } from "../completion/ports.ts";

export const modelFamilySchema = z.strictObject({
  /** Glob patterns over the model's plain name: lower case, without its organisation. */
  match: z.array(z.string()).min(1),
  window_tokens: z.int().positive(),
  tokenizer: z.string(),
  fim: z
    .strictObject({
      order: z.enum(["prefix-first", "suffix-first"]),
      prefix: z.string(),
      suffix: z.string(),
      middle: z.string(),
      repository: z.strictObject({ name: z.string(), file: z.string() }).exactOptional(),
    })
    .exactOptional(),
  stops: z.array(z.string()).default([]),
});

export interface ModelFamily {
  readonly id: string;
  readonly match: readonly string[];
  readonly windowTokens: number;
  readonly tokenizer: string;
  readonly fim?: FimTemplate;
  readonly stops: readonly string[];
}

export function modelFamily(id: string, yaml: z.infer<typeof modelFamilySchema>): ModelFamily {
  const { window_tokens: windowTokens, ...rest } = yaml;
  return { id, windowTokens, ...rest };
}

/** The family whose pattern says most about this name. */
export function familyOf(model: string, families: Iterable<ModelFamily>): ModelFamily | undefined {
  const name = plainName(model);
  let best: { family: ModelFamily; length: number } | undefined;
  for (const family of families) {
    for (const pattern of family.match) {
      if (pattern.length > (best?.length ?? 0) && matches(pattern, name))
        best = { family, length: pattern.length };
    }
  }
  return best?.family;
}

/** `Qwen/Qwen2.5-Coder-7B` is `qwen2.5-coder-7b`. */
function plainName(model: string): string {
  return model.toLowerCase().split("/").at(-1) ?? "";
}

function matches(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}
