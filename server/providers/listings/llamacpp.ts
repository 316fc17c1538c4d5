/** GET {root}/props of llama.cpp's server, which serves one model: https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md */
import * as z from "zod/mini";

import { listed, type Listing } from "../listing.ts";
import { about, figure, flag, label } from "../wire/lenient.ts";

const props = z.object({
  default_generation_settings: z.object({ n_ctx: figure }),
  model_alias: label,
  model_path: label,
  modalities: about({ vision: flag }),
});

export const llamacppListing: Listing = {
  behind: "root",
  path: "/props",
  read(data) {
    const parsed = props.safeParse(data);
    if (!parsed.success) return undefined;
    const { default_generation_settings, model_alias, model_path, modalities } = parsed.data;
    // It answers to any name; the file's is the one that people know.
    const file = model_path?.split(/[\\/]/).at(-1);
    return [
      listed({
        id: model_alias || file || "default",
        windowTokens: default_generation_settings.n_ctx,
        quantisation: file?.match(/\b(?:I?Q\d\w*|F16|F32|BF16)(?=\.gguf$)/i)?.[0],
        capabilities: {
          ...(typeof modalities?.vision === "boolean" && { images: modalities.vision }),
        },
      }),
    ];
  },
};
