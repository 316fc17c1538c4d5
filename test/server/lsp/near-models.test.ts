/** A model's name that is nearly right: the provider's list is asked for, and the right one named. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { afterAll, beforeAll, expect, test } from "vitest";

import { runningServer } from "../../support/running-server.ts";

const running = runningServer();
const MODELS = { object: "list", data: [{ id: "qwen2.5-coder:7b-base" }, { id: "llama3.2:3b" }] };

const provider = createServer((request, response) => {
  const isList = request.url?.endsWith("/models") === true;
  response.writeHead(isList ? 200 : 404, { "content-type": "application/json" });
  response.end(JSON.stringify(isList ? MODELS : { error: { message: "model not found" } }));
});
beforeAll(() => new Promise<void>((resolve) => provider.listen(0, "127.0.0.1", resolve)));
afterAll(() => provider.close());

test("the status names the model that was probably meant", async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  const { port } = provider.address() as AddressInfo;
  const url = `http://127.0.0.1:${String(port)}/v1`;
  const env = running.environment({ KEYFILL_BASE_URL: url, KEYFILL_MODEL: "qwen2.5-coder:7b" });
  const client = await running.start({ env });
  const said: string[] = [];
  client.connection.onNotification(
    "keyfill/status",
    ({ last }: { last?: string }) => void said.push(last ?? ""),
  );
  expect(await client.complete("x = ▮")).toBeUndefined();
  await expect.poll(() => said.join("\n")).toContain("Did you mean qwen2.5-coder:7b-base?");
});
