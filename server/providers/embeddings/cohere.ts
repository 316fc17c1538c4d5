/** POST {base}/embed, version 2 of its API: https://docs.cohere.com/reference/embed */
import * as z from "zod/mini";

import type { EmbeddingDialect } from "../embedding.ts";
import { about, figure } from "../wire/lenient.ts";

const answer = z.object({
  embeddings: z.object({ float: z.array(z.array(z.number())) }),
  meta: about({ billed_units: about({ input_tokens: figure }) }),
});

export const cohereEmbeddings: EmbeddingDialect = {
  maxTexts: 96,
  request: (texts, { model, dimensions, use = "document" }) => ({
    path: "/embed",
    body: {
      model,
      texts,
      // It takes no request without one.
      input_type: `search_${use}`,
      embedding_types: ["float"],
      ...(dimensions !== undefined && { output_dimension: dimensions }),
    },
  }),
  read(data) {
    const parsed = answer.safeParse(data);
    if (!parsed.success) return undefined;
    const { embeddings, meta } = parsed.data;
    const inputTokens = meta?.billed_units?.input_tokens;
    return {
      vectors: embeddings.float,
      ...(typeof inputTokens === "number" && { usage: { inputTokens } }),
    };
  },
};
