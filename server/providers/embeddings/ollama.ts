/** POST {base}/api/embed: https://docs.ollama.com/api/embed */
import * as z from "zod/mini";

import type { EmbeddingDialect } from "../embedding.ts";
import { figure } from "../wire/lenient.ts";

const answer = z.object({ embeddings: z.array(z.array(z.number())), prompt_eval_count: figure });

export const ollamaEmbeddings: EmbeddingDialect = {
  maxTexts: 32,
  request: (texts, { model, dimensions }) => ({
    path: "/api/embed",
    body: { model, input: texts, ...(dimensions !== undefined && { dimensions }) },
  }),
  read(data) {
    const parsed = answer.safeParse(data);
    if (!parsed.success) return undefined;
    const { embeddings, prompt_eval_count } = parsed.data;
    return {
      vectors: embeddings,
      ...(typeof prompt_eval_count === "number" && { usage: { inputTokens: prompt_eval_count } }),
    };
  },
};
