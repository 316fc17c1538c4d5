/** What stands beside the answers of the providers page: how the last requests went, that a server is near, what editors know of its files. */
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { expect, test } from "vitest";

import { startFakeModel } from "../../support/fake-model.ts";
import { runningServer } from "../../support/running-server.ts";
import { setupPage, startModel, FIM, KEY, LIST } from "../../support/setup-page.ts";

const server = runningServer();
const { ask, untilOverview, start } = setupPage(server);

test("the last requests are told without the key, those that failed with what was said", async () => {
  const model = await startFakeModel(({ path, authorization }) => {
    if (path.startsWith("/v1/models")) return LIST;
    return { json: { error: { message: `no such key: ${String(authorization)}` } }, status: 401 };
  });
  try {
    await start({ mine: KEY });
    const fields = {
      provider: "openai-compatible",
      base_url: `${model.url}/v1`,
      model: FIM,
      headers: { "x-team": "blue", "x-gateway-token": "planted-token" },
      query: { apikey: "planted-query" },
    };
    await ask("models", { id: "mine", fields });
    await ask("probe", { id: "mine", fields, run: "r" });
    await ask("models", { id: "down", fields: { ...fields, base_url: "http://127.0.0.1:9/v1" } });
    const requests = await ask("requests", { id: "mine" });
    expect(requests[0]).toMatchObject({
      method: "GET",
      status: 200,
      url: `${model.url}/v1/models?apikey=***`,
      headers: { authorization: "***", "x-team": "blue", "x-gateway-token": "***" },
    });
    const failed = requests.find(({ status }) => status === 401);
    expect(failed).toMatchObject({ method: "POST", trouble: expect.stringContaining("no such key") });
    const [down] = await ask("requests", { id: "down" });
    expect(down?.trouble).toContain("127.0.0.1:9");
    expect(down?.status).toBeUndefined();
    const told = JSON.stringify([requests, down]);
    for (const secret of [KEY, "planted-token", "planted-query"]) expect(told).not.toContain(secret);
  } finally {
    await model.close();
  }
});

test("at the start it is asked whether a server is near: only where nothing is set up", async () => {
  const model = await startModel();
  const near = () => server.client.connection.sendRequest("keyfill/setup/isServerNear");
  const kind = `name: Workshop\nplace: local\nrank: 1\nbase_url: ${model.url}/v1\nkey: { needed: false }\ntransports: { list: openai, completion: [openai-completions], chat: openai-chat }\n`;
  try {
    await server.providerFile("workshop.yaml", kind);
    await start();
    expect(await near()).toBe(true);
    // A connection is all: nobody is asked anything.
    expect(model.questions).toEqual([]);
    await ask("save", { id: "mine", fields: { provider: "workshop", model: FIM } });
    await untilOverview(({ instances }) => instances.length === 1);
    expect(await near()).toBe(false);
  } finally {
    await model.close();
  }
});

test("a new file names the schema that lies beside its folder, as it ships", async () => {
  await start();
  const saved = await ask("save", { id: "mine", fields: { provider: "groq", model: FIM } });
  const file = saved.ok ? saved.file : "";
  const [, schema = ""] =
    /^# yaml-language-server: \$schema=(\S+)\nprovider: groq\n/.exec(await readFile(file, "utf8")) ?? [];
  const shipped = join(import.meta.dirname, "../../../resources/provider-file.schema.json");
  expect(await readFile(join(dirname(file), schema), "utf8")).toBe(await readFile(shipped, "utf8"));
});
