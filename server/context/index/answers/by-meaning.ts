/** What hangs on vectors: nothing of it is loaded before somebody embeds. */
import type { Questions } from "../questions.ts";
import type { Held } from "./held.ts";

type Name = "unembedded" | "embedded" | "nearest" | "akin";

export const BY_MEANING: {
  readonly [Of in Name]: (held: Held, asked: Questions[Of]["asked"]) => Promise<Questions[Of]["answer"]>;
} = {
  async unembedded(held, asked) {
    const vectors = await held.vectors?.();
    const found = (await vectors?.unembedded(held, asked)) ?? NOTHING;
    return { ...found, isDone: found.isDone && held.workspace.scans.waiting === 0 };
  },
  async embedded({ vectors }, asked) {
    (await vectors?.())?.embedded(asked);
    return undefined;
  },
  nearest: async (held, asked) => (await held.vectors?.())?.nearest(held, asked) ?? [],
  akin: async (held, asked) => (await held.vectors?.())?.akin(held, asked) ?? [],
};

const NOTHING = { isDone: true, chunks: 0, embedded: 0, missing: 0, bytes: 0, texts: [] };
