/** How much of its prompts a real llama.cpp server finds in its cache when a typing session's requests are put to it, one after the other. */
import * as z from "zod";

import { startLlamaServer } from "../../model-server/start.ts";

const answerSchema = z.object({ timings: z.object({ cache_n: z.number(), prompt_n: z.number() }) });

/** The share of all prompt tokens that were not computed again, as the server tells. The first prompt is left out: nobody knew it. */
export async function reuse(bodies: readonly object[]): Promise<number> {
  const server = await startLlamaServer({ model: "random", contextTokens: 8192 });
  try {
    let [cached, computed] = [0, 0];
    for (const [index, body] of bodies.entries()) {
      const response = await fetch(`${server.url}/v1/completions`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ...body, max_tokens: 1, stream: false, stream_options: undefined }),
      });
      const { timings } = answerSchema.parse(await response.json());
      if (index === 0) continue;
      cached += timings.cache_n;
      computed += timings.prompt_n;
    }
    return cached / (cached + computed);
  } finally {
    await server.stop();
  }
}
