/** POST {base}/models/{model}:batchEmbedContents: https://ai.google.dev/api/embeddings */
import * as z from "zod/mini";

import type { EmbeddingDialect } from "../embedding.ts";

const answer = z.object({ embeddings: z.array(z.object({ values: z.array(z.number()) })) });

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
    return parsed.success ? { vectors: parsed.data.embeddings.map(({ values }) => values) } : undefined;
  },
};
