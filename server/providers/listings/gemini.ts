/** GET {base}/models: https://ai.google.dev/api/models */
import * as z from "zod/mini";

import { listed, type Listing } from "../listing.ts";
import { figure, flag, label, listOf } from "../wire/lenient.ts";

const list = z.object({ models: z.array(z.unknown()) });

const entries = listOf(
  z.object({
    name: z.string().check(z.minLength(1)),
    displayName: label,
    inputTokenLimit: figure,
    outputTokenLimit: figure,
    supportedGenerationMethods: listOf(z.string()),
    thinking: flag,
  }),
);

export const geminiListing: Listing = {
  behind: "base",
  path: "/models?pageSize=1000",
  read(data) {
    const parsed = list.safeParse(data);
    if (!parsed.success) return undefined;
    return entries.parse(parsed.data.models).map((told) => {
      const methods = told.supportedGenerationMethods;
      return listed({
        id: told.name.replace(/^models\//, ""),
        name: told.displayName,
        windowTokens: told.inputTokenLimit,
        outputTokens: told.outputTokenLimit,
        capabilities: {
          ...(methods.length > 0 && {
            chat: methods.includes("generateContent"),
            embedding: methods.some((method) => /^(?:batchEmbedContents|embedContent)$/.test(method)),
          }),
          ...(typeof told.thinking === "boolean" && { reasoning: told.thinking }),
        },
      });
    });
  },
};
