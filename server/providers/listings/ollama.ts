/** GET {root}/api/tags, and POST {root}/api/show for what one model can do: https://docs.ollama.com/api-reference/show-model-details */
import * as z from "zod/mini";

import { type Capabilities, listed, type ListedModel, type Listing } from "../listing.ts";
import { about, label, listOf } from "../wire/lenient.ts";

const details = about({ parameter_size: label, quantization_level: label });
const abilities = listOf(z.string());
const list = z.object({ models: z.array(z.unknown()) });
const entries = listOf(
  z.object({ name: z.string().check(z.minLength(1)), details, capabilities: abilities }),
);
const shown = z.object({
  details,
  capabilities: abilities,
  model_info: z.catch(z.nullish(z.record(z.string(), z.unknown())), undefined),
});

export const ollamaListing: Listing = {
  behind: "root",
  path: "/api/tags",
  read(data) {
    const parsed = list.safeParse(data);
    if (!parsed.success) return undefined;
    return entries.parse(parsed.data.models).map(({ name, details, capabilities }) =>
      listed({
        id: name,
        parameters: details?.parameter_size,
        quantisation: details?.quantization_level,
        capabilities: capabilitiesOf(capabilities),
      }),
    );
  },
};

/** What `/api/show` adds to the model that was asked about; undefined for what is no such answer. */
export function readOllamaShow(id: string, data: unknown): ListedModel | undefined {
  const parsed = shown.safeParse(data);
  if (!parsed.success) return undefined;
  const { details, capabilities, model_info } = parsed.data;
  // The field is named after the architecture: `qwen2.context_length`.
  const window = Object.entries(model_info ?? {}).find(([name]) => name.endsWith(".context_length"))?.[1];
  return listed({
    id,
    windowTokens: typeof window === "number" ? window : undefined,
    parameters: details?.parameter_size,
    quantisation: details?.quantization_level,
    capabilities: capabilitiesOf(capabilities),
  });
}

/** A server that tells them at all tells them all. */
function capabilitiesOf(told: readonly string[]): Capabilities {
  if (told.length === 0) return {};
  return {
    completion: told.includes("completion"),
    chat: told.includes("completion"),
    insert: told.includes("insert"),
    tools: told.includes("tools"),
    images: told.includes("vision"),
    embedding: told.includes("embedding"),
    reasoning: told.includes("thinking"),
  };
}
