/** GET {base}/models: https://platform.claude.com/docs/en/api/models/list */
import * as z from "zod/mini";

import { listed, type Listing } from "../listing.ts";
import { about, figure, flag, label, listOf } from "../wire/lenient.ts";

const supported = about({ supported: flag });

const list = z.object({
  data: z.array(z.unknown()),
});

const entries = listOf(
  z.object({
    id: z.string().check(z.minLength(1)),
    display_name: label,
    max_input_tokens: figure,
    max_tokens: figure,
    capabilities: about({ image_input: supported, thinking: supported }),
  }),
);

export const anthropicListing: Listing = {
  behind: "base",
  path: "/models?limit=1000",
  read(data) {
    const parsed = list.safeParse(data);
    if (!parsed.success) return undefined;
    return entries.parse(parsed.data.data).map(({ id, display_name, capabilities, ...limits }) =>
      listed({
        id,
        name: display_name,
        windowTokens: limits.max_input_tokens,
        outputTokens: limits.max_tokens,
        capabilities: {
          chat: true,
          tools: true,
          ...(typeof capabilities?.image_input?.supported === "boolean" && {
            images: capabilities.image_input.supported,
          }),
          ...(typeof capabilities?.thinking?.supported === "boolean" && {
            reasoning: capabilities.thinking.supported,
          }),
        },
      }),
    );
  },
};
