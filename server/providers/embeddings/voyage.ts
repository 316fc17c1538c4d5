/** POST {base}/embeddings, with words of its own: https://docs.voyageai.com/reference/embeddings-api */
import type { EmbeddingDialect } from "../embedding.ts";
import { openaiEmbeddings } from "./openai.ts";

export const voyageEmbeddings: EmbeddingDialect = {
  maxTexts: 128,
  request: (texts, { model, dimensions, use }) => ({
    path: "/embeddings",
    body: {
      model,
      input: texts,
      ...(use !== undefined && { input_type: use }),
      ...(dimensions !== undefined && { output_dimension: dimensions }),
    },
  }),
  read: (data) => openaiEmbeddings.read(data),
};
