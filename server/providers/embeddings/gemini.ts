/** POST {base}/models/{model}:batchEmbedContents: https://ai.google.dev/api/embeddings */
import * as z from "zod/mini";

import type { EmbeddingDialect } from "../embedding.ts";
import { about, figure } from "../wire/lenient.ts";

const answer = z.object({
  embeddings: z.array(z.object({ values: z.array(z.number()) })),
  usageMetadata: about({ promptTokenCount: figure }),
});

export const geminiEmbeddings: EmbeddingDialect = {
  maxTexts: 100,
  request(texts, { model, dimensions }) {
    const path = model.includes("/") ? model : `models/${model}`;
    return {
      path: `/${path}:batchEmbedContents`,
      body: {
        requests: texts.map((text) => ({
          model: path,
          content: { parts: [{ text }] },
          ...(dimensions !== undefined && { outputDimensionality: dimensions }),
        })),
      },
    };
  },
  read(data) {
    const parsed = answer.safeParse(data);
    if (!parsed.success) return undefined;
    const { embeddings, usageMetadata } = parsed.data;
    const inputTokens = usageMetadata?.promptTokenCount;
    return {
      vectors: embeddings.map(({ values }) => values),
      ...(typeof inputTokens === "number" && { usage: { inputTokens } }),
    };
  },
};
