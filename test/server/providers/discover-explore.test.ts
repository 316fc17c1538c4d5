/** The one face of all that asks providers, as the composition root uses it. */
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { listModels } from "../../../server/cli/models.ts";
import { probeProviders } from "../../../server/cli/probe.ts";
import { Http } from "../../../server/http.ts";
import { createExplorer, type Explorer } from "../../../server/providers/explore.ts";
import { type Instance, instanceSchema } from "../../../server/providers/instance.ts";
import { readVerdicts } from "../../../server/providers/verdicts.ts";
import { type FakeModelServer, filled, startFakeModel } from "../../support/fake-model.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
const http = new Http();
const { knowledge, shipped } = await knowledgeWith(folder);
const signal = new AbortController().signal;
const MODEL = "qwen2.5-coder-7b";

let server: FakeModelServer;
let explorer: Explorer;

beforeAll(async () => {
  server = await startFakeModel((question) => {
    if (question.path === "/v1/models") return { json: { data: [{ id: MODEL, max_model_len: 16_384 }] } };
    const says = question.path === "/v1/completions" ? filled(question) : undefined;
    return says === undefined ? undefined : { says };
  });
  explorer = createExplorer({
    http,
    keyOf: () => Promise.resolve(undefined),
    instances: () => [instance()],
    knowledge: () => knowledge,
    providers: () => [...shipped.providers].map(([id, { spec }]) => [id, spec]),
    written: () => [],
    families: () => [],
    tokenizer: () => Promise.resolve({ exact: false, tokenId: () => undefined }),
    verdicts: await readVerdicts({ folder: join(folder, "probes"), warn: () => undefined }),
  });
});
afterAll(async () => {
  await Promise.all([http.close(), server.close()]);
});

function instance(): Instance {
  return {
    id: "mine",
    ...instanceSchema.parse({ provider: "vllm", base_url: `${server.url}/v1`, model: MODEL }),
  };
}

test("offers, and what was told of a model from then on", async () => {
  expect(explorer.told({ instance: instance(), name: MODEL })).toBeUndefined();
  expect(await explorer.offers({ instance: instance() }, signal)).toMatchObject({
    kind: "offers",
    from: "server",
    completion: [{ id: MODEL, fills: true }],
  });
  expect(explorer.told({ instance: instance(), name: MODEL })).toEqual({ window_tokens: 16_384 });
});

test("check, probe, an address, and what runs here", async () => {
  expect(await explorer.check(instance(), signal)).toEqual({ ok: true, provider: "mine" });
  expect(await explorer.probe({ instance: instance() }, signal)).toMatchObject({ ok: true, form: "fim" });
  const pasted = `${server.url}/v1/completions`;
  expect(await explorer.repairBaseUrl({ pasted, provider: "vllm" }, signal)).toMatchObject({
    kind: "works",
    url: `${server.url}/v1`,
  });
  expect(await explorer.localServers(signal)).toBeInstanceOf(Array);
});

test("it is what the command line asks", async () => {
  const instances = () => ["mine"];
  const models = await listModels(
    {
      instances,
      models: () => explorer.offers({ instance: instance() }, signal),
      local: () => explorer.localServers(signal),
    },
    "",
  );
  expect(models.out).toMatch(/qwen2\.5-coder-7b {3}fills .* 16k/);
  const probe = () => explorer.probe({ instance: instance() }, signal);
  const { out, ok } = await probeProviders({ instances, probe }, { provider: "mine", model: "" }, "text");
  expect(ok).toBe(true);
  expect(out).toContain("Works. qwen2.5-coder-7b fills in the middle");
});
