/** GET {root}/info of text-generation-inference, which serves one model: https://huggingface.co/docs/text-generation-inference/reference/api_reference */
import * as z from "zod/mini";

import { listed, type Listing } from "../listing.ts";
import { figure } from "../wire/lenient.ts";

const info = z.object({
  model_id: z.string().check(z.minLength(1)),
  max_total_tokens: figure,
  max_input_tokens: figure,
  // Of versions before 2.
  max_input_length: figure,
});

export const tgiListing: Listing = {
  behind: "root",
  path: "/info",
  read(data) {
    const parsed = info.safeParse(data);
    if (!parsed.success) return undefined;
    const { model_id, max_total_tokens, max_input_tokens, max_input_length } = parsed.data;
    return [listed({ id: model_id, windowTokens: max_total_tokens ?? max_input_tokens ?? max_input_length })];
  },
};
