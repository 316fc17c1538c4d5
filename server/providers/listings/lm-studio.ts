/** GET {root}/api/v0/models, and the shape of its successor /api/v1/models: https://lmstudio.ai/docs/developer/rest */
import * as z from "zod/mini";

import { type Capabilities, listed, type Listing } from "../listing.ts";
import { about, figure, flag, label, listOf } from "../wire/lenient.ts";

const list = z.object({ data: z.nullish(z.array(z.unknown())), models: z.nullish(z.array(z.unknown())) });

const entries = listOf(
  z.object({
    id: label,
    key: label,
    display_name: label,
    type: label,
    state: label,
    quantization: z.catch(z.nullish(z.union([z.string(), z.object({ name: label })])), undefined),
    params_string: label,
    max_context_length: figure,
    loaded_context_length: figure,
    loaded_instances: listOf(z.object({ config: about({ context_length: figure }) })),
    capabilities: z.catch(
      z.nullish(
        z.union([
          z.array(z.string()),
          z.object({ vision: flag, trained_for_tool_use: flag, reasoning: z.optional(z.unknown()) }),
        ]),
      ),
      undefined,
    ),
  }),
);

type Entry = z.infer<typeof entries>[number];

export const lmStudioListing: Listing = {
  behind: "root",
  path: "/api/v0/models",
  read(data) {
    const parsed = list.safeParse(data);
    const found = parsed.success ? (parsed.data.data ?? parsed.data.models) : undefined;
    if (!found) return undefined;
    return entries.parse(found).flatMap((told) => {
      const id = told.id || told.key;
      const { quantization } = told;
      if (!id) return [];
      return listed({
        id,
        name: told.display_name,
        // What it was loaded with counts; the most that it could be is only for one that is not loaded.
        windowTokens:
          told.loaded_context_length ??
          told.loaded_instances[0]?.config?.context_length ??
          told.max_context_length,
        parameters: told.params_string,
        quantisation: typeof quantization === "string" ? quantization : quantization?.name,
        capabilities: capabilitiesOf(told),
        loaded: told.state ? told.state === "loaded" : told.loaded_instances.length > 0 || undefined,
      });
    });
  },
};

function capabilitiesOf({ type, capabilities }: Entry): Capabilities {
  const isEmbedding = type === "embedding" || type === "embeddings";
  const flags = Array.isArray(capabilities)
    ? { tools: capabilities.includes("tool_use") }
    : {
        ...(typeof capabilities?.trained_for_tool_use === "boolean" && {
          tools: capabilities.trained_for_tool_use,
        }),
        ...(typeof capabilities?.vision === "boolean" && { images: capabilities.vision }),
        ...(capabilities?.reasoning !== undefined && { reasoning: Boolean(capabilities.reasoning) }),
      };
  return {
    ...(type && { embedding: isEmbedding, chat: !isEmbedding, completion: !isEmbedding }),
    ...(type === "vlm" && { images: true }),
    ...flags,
  };
}
