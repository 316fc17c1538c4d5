/** POST {base}/embeddings: https://platform.openai.com/docs/api-reference/embeddings */
import * as z from "zod/mini";

import type { EmbeddingDialect } from "../embedding.ts";
import { about, figure } from "../wire/lenient.ts";

const answer = z.object({
  data: z.array(z.object({ index: figure, embedding: z.array(z.number()) })),
  usage: about({ prompt_tokens: figure, total_tokens: figure }),
});

export const openaiEmbeddings: EmbeddingDialect = {
  maxTexts: 64,
  request: (texts, { model, dimensions }) => ({
    path: "/embeddings",
    body: { model, input: texts, ...(dimensions !== undefined && { dimensions }) },
  }),
  read(data) {
    const parsed = answer.safeParse(data);
    if (!parsed.success) return undefined;
    const { usage } = parsed.data;
    const found = parsed.data.data.map(({ index, embedding }, at) => ({ at: index ?? at, embedding }));
    const inputTokens = usage?.prompt_tokens ?? usage?.total_tokens;
    return {
      vectors: found.toSorted((a, b) => a.at - b.at).map(({ embedding }) => embedding),
      ...(typeof inputTokens === "number" && { usage: { inputTokens } }),
    };
  },
};
