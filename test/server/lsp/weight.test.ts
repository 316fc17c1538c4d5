/** What of Node's own a completion loads: each such module stays for good, and weighs one to nine megabytes. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, test } from "vitest";

import { startFakeProvider } from "../../support/fake-provider.ts";
import { LspClient } from "../../support/lsp-client.ts";

const TELLS = `
const { isMainThread } = require("node:worker_threads");
const { writeFileSync } = require("node:fs");
if (isMainThread) process.on("exit", () => writeFileSync(process.env.LOADED, process.moduleLoadList.join("\\n")));
`;

test("a completion over plain HTTP loads nothing of Node that it can do without", async () => {
  const folder = await mkdtemp(join(tmpdir(), "keyfill-"));
  const provider = await startFakeProvider({ kind: "stream", pieces: ["1"] });
  const [script, loaded] = [join(folder, "tells.cjs"), join(folder, "loaded")];
  await writeFile(script, TELLS);
  const client = await LspClient.start({
    env: {
      KEYFILL_HOME: folder,
      KEYFILL_BASE_URL: provider.url,
      KEYFILL_MODEL: "qwen2.5-coder",
      NODE_OPTIONS: `--require ${JSON.stringify(script)}`,
      LOADED: loaded,
    },
  });
  expect(await client.complete("x = ▮")).toBe("1");
  await client.stop();
  await provider.close();
  const modules = (await readFile(loaded, "utf8")).split("\n").map((line) => line.split(" ").at(-1));
  await rm(folder, { recursive: true, force: true });
  expect(modules).toContain("zlib");
  expect(modules).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?:crypto|http|http2|https|tls|perf_hooks)$/)]),
  );
});
