/** Keyfill's own server against a real llama.cpp: a hole whose filling stands earlier in the prompt is filled; counts agree. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";

import { LspClient } from "../support/lsp-client.ts";
import { until } from "../support/until.ts";
import { missingTools } from "./build.ts";
import { type LlamaServer, startLlamaServer } from "./start.ts";

const missing = missingTools();
const title =
  missing === undefined ? "Keyfill" : `Keyfill against llama-server: not built, it needs ${missing}`;
/** The first run builds the server. */
const BUILD_WITHIN_MS = 40 * 60_000;

const TWINS =
  "def area(width, height):\n    return width * height\n\n\ndef surface(width, height):\n    return▮\n\n\nend()\n";

describe.skipIf(missing !== undefined && process.env["CI"] === undefined)(title, () => {
  let llama: LlamaServer;
  let client: LspClient;

  beforeAll(async () => {
    llama = await startLlamaServer({ model: "copying" });
  }, BUILD_WITHIN_MS);
  afterAll(() => llama.stop());
  afterEach(() => client.stop());

  const start = async (url = llama.url, model = "qwen2.5-coder-copying") => {
    client = await LspClient.start({ env: { KEYFILL_BASE_URL: `${url}/v1`, KEYFILL_MODEL: model } });
    return client;
  };

  test("fills a hole by copying what stands earlier", { timeout: 60_000 }, async () => {
    const client = await start();
    expect(await client.complete(TWINS)).toBe(" width * height");
  });

  test("counts as many tokens as the server", { timeout: 60_000 }, async () => {
    const client = await start();
    await client.put("def scale(value):\n    return value * 3 # ½ größer 数\n▮", "file:///w/scale.py");
    // A remark ends with its line, which is a stop: the server ends by itself, and tells what it counted.
    await client.complete("width = 3  # as seen from above\n\nheight = 4  # as seen▮\nend()\n");
    await until(
      () => client.log.some((line) => / the server counted \d+/.test(line)),
      "the log tells both counts",
    );
    const [, ours, theirs] = /· (\d+) tokens.* the server counted (\d+)/.exec(client.log.join("\n")) ?? [];
    expect(ours).toBe(theirs);
  });

  test("an abort frees the server's slot at once", { timeout: 60_000 }, async () => {
    const client = await start();
    const long = `x = ${"a + b + c + ".repeat(200)}▮`;
    const asked = await client.ask(long, { manual: true });
    await until(() => /processing task|launch_slot_/.test(llama.log()), "the server is at work");
    asked.cancel();
    await client.put("y▮");
    await asked.items.catch(() => null);
    await until(() => /slot\s+release/.test(llama.log()), "the slot is free again");
  });

  test("a model with random weights fills nothing that makes sense", { timeout: 60_000 }, async () => {
    const random = await startLlamaServer({ model: "random" });
    try {
      const client = await start(random.url, "qwen2.5-coder-random");
      expect(await client.complete(TWINS)).not.toBe(" width * height");
    } finally {
      await random.stop();
    }
  });
});
