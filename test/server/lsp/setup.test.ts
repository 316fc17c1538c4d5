/** The providers page's questions, asked of the built server as the extension asks them. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { describe, expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { inEnglish } from "../../../server/completion/told.ts";
import type { ProbeProgressParams } from "../../../server/protocol/setup.ts";
import { startFakeModel } from "../../support/fake-model.ts";
import { runningServer } from "../../support/running-server.ts";
import { setupPage, startModel, FIM, KEY, LIST } from "../../support/setup-page.ts";
import { until } from "../../support/until.ts";

const server = runningServer();

const { ask, untilOverview, start } = setupPage(server);

test("from a pasted address to a suggestion", async () => {
  const model = await startModel();
  try {
    await start();
    const recognised = await ask("recognise", { text: `${model.url}/v1/chat/completions` });
    expect(recognised).toMatchObject({ kind: "address", address: `${model.url}/v1`, answers: true });
    const fields = { provider: "openai-compatible", base_url: `${model.url}/v1` };
    const models = await ask("models", { id: "mine", fields });
    expect(models).toMatchObject({ kind: "models", from: "server", completion: FIM });
    expect(models.kind === "models" && models.models.map(({ id }) => id)).toEqual([FIM]);

    const draft = { id: "mine", fields: { ...fields, model: FIM } };
    const progress: string[] = [];
    server.client.connection.onNotification(
      "keyfill/setup/probeProgress",
      ({ run, words }: ProbeProgressParams) => void progress.push(`${run}: ${inEnglish(words)}`),
    );
    const verdict = await ask("probe", { ...draft, run: "r1" });
    expect(verdict).toMatchObject({ ok: true, figures: { form: "fim" } });
    expect(progress[0]).toMatch(/^r1: Trying openai-completions/);

    expect(await ask("save", draft)).toEqual({
      ok: true,
      file: join(server.home, "providers.d/mine.yaml"),
    });
    await untilOverview(({ serving }) => serving === `mine/${FIM}`);
    expect((await ask("overview", {})).instances[0]).toMatchObject({
      id: "mine",
      key: { from: "not needed" },
      verdict: { ok: true },
    });
  } finally {
    await model.close();
  }
});

describe("a key", () => {
  test("is tried before it is kept, and never answered, logged or written down", async () => {
    const model = await startModel(true);
    try {
      const secrets: Record<string, string> = {};
      await start(secrets);
      const fields = { provider: "openai-compatible", base_url: `${model.url}/v1`, model: FIM };
      const refused = await ask("models", { id: "mine", fields, key: "sk-a-wrong-key" });
      expect(refused).toMatchObject({ kind: "failed", advice: expect.stringMatching(/key/i) });
      expect(await ask("models", { id: "mine", fields, key: KEY })).toMatchObject({ kind: "models" });

      secrets["mine"] = KEY;
      await ask("save", { id: "mine", fields, key: KEY });
      await server.client.connection.sendNotification("keyfill/apiKeyChanged");
      await untilOverview(({ instances }) => instances.length === 1);
      const overview = await ask("overview", {});
      expect(overview.instances[0]).toMatchObject({ key: { from: "the secret store" } });
      const file = await readFile(join(server.home, "providers.d/mine.yaml"), "utf8");
      for (const text of [JSON.stringify(overview), file, server.client.log.join("\n")]) {
        expect(text).not.toContain(KEY);
      }
    } finally {
      await model.close();
    }
  });

  test("that stands in a file stays there when something else is changed, and is not shown", async () => {
    await server.providerFile("mine.yaml", `provider: groq # work\napi_key: ${KEY}\nmodel: a\n`);
    await start();
    const { instances } = await ask("overview", {});
    expect(instances[0]?.fields).toEqual({ provider: "groq", model: "a" });
    expect(instances[0]?.key).toEqual({ from: "its file" });
    await ask("save", { id: "mine", fields: { provider: "groq", model: "b" } });
    const file = () => readFile(join(server.home, "providers.d/mine.yaml"), "utf8");
    expect(await file()).toBe(`provider: groq # work\napi_key: ${KEY}\nmodel: b\n`);
    await ask("save", { id: "mine", fields: { provider: "groq", model: "b", api_key: null } });
    expect(await file()).toBe("provider: groq # work\nmodel: b\n");
  });

  test("of the environment is told by the variable's name", async () => {
    await server.providerFile("mine.yaml", "provider: groq\napi_key: $MY_KEY\nmodel: a\n");
    await start();
    const { instances } = await ask("overview", {});
    expect(instances[0]?.key).toEqual({ from: "nowhere", how: "$MY_KEY" });
  });
});

test("what is wrong in the form is told by its field, and nothing is written", async () => {
  await start();
  const wrong = { id: "mine", fields: { provider: "groq", model: "a", max_tokens: "many", colour: "red" } };
  const saved = await ask("save", wrong);
  expect(saved.ok || saved.mistakes.map(({ key }) => key).toSorted()).toEqual(["colour", "max_tokens"]);
  expect(await ask("save", { id: "../mine", fields: { model: "a" } })).toMatchObject({
    ok: false,
    mistakes: [{ key: "id" }],
  });
  expect((await ask("overview", {})).instances).toEqual([]);
});

test("a change on disk is told", async () => {
  await start();
  await ask("overview", {});
  let changes = 0;
  server.client.connection.onNotification("keyfill/setup/changed", () => void changes++);
  await server.providerFile("mine.yaml", "provider: groq\nmodel: a\n");
  await until(() => changes > 0, "the page hears of it");
  expect((await ask("overview", {})).instances.map(({ id }) => id)).toEqual(["mine"]);
});

test("a mistake in a file is told with its place", async () => {
  await server.providerFile("mine.yaml", "provider: groq\nmodel: a\ntemprature: 1\n");
  await start();
  expect(inPlainEnglish((await ask("overview", {})).mistakes[0])).toMatch(
    /mine\.yaml:3:1: temprature is not a key/,
  );
});

test("the prompt of a template by hand, and what the tokenizer makes of its markers", async () => {
  await start();
  const fim = { order: "prefix-first", prefix: "<|fim_prefix|>", suffix: "<|fim_suffix|>", middle: "<MID>" };
  const fields = { provider: "vllm", model: FIM, models: { [FIM]: { fim } } };
  const shown = await ask("preview", { id: "mine", fields });
  expect(shown).toMatchObject({ form: "fim", exact: true });
  expect(shown.prompt).toMatch(/^<\|fim_prefix\|>[^]*def area\(radius\):\n {4}return <\|fim_suffix\|>/);
  expect(shown.markers.map(({ text, tokens = 0 }) => [text, tokens === 1])).toEqual([
    ["<|fim_prefix|>", true],
    ["<|fim_suffix|>", true],
    ["<MID>", false],
  ]);
});

test("every value of a model, with who said so", async () => {
  await start();
  const fields = { provider: "vllm", model: FIM, window_tokens: 1234 };
  const { values } = await ask("known", { id: "mine", fields });
  const of = (key: string) => values.find((value) => value.key === key);
  expect(of("window_tokens")).toMatchObject({ value: "1,234", from: "providers.d/mine.yaml" });
  expect(inPlainEnglish(of("fim"))).toMatchObject({ from: "the model family qwen-coder", yours: false });
});

test("a value that is set is the user's; what a pattern says is told beside it; a wrong one is refused with what to do", async () => {
  await start();
  const known = (record: object) => {
    const models = { [FIM]: record, "qwen*": { tools: true } };
    return ask("known", { id: "mine", fields: { provider: "vllm", model: FIM, models } });
  };
  const { model, values, otherwise } = await known({ window_tokens: 8192, stops: ["\n\n"] });
  expect(model).toBe(FIM);
  expect(otherwise).toEqual({ tools: true });
  const yours = values.filter(({ yours }) => yours).map(({ key, value }) => [key, value]);
  expect(yours).toEqual([
    ["window_tokens", "8,192"],
    ["stops", "\n\n"],
  ]);
  for (const window_tokens of ["many", -1, 0.5]) {
    const { mistakes } = await known({ window_tokens });
    const words = { text: "must be a whole number above 0, such as 32768" };
    expect(mistakes).toEqual([{ key: `models.${FIM}.window_tokens`, words }]);
  }
});

test("how a provider fares is known after a restart", async () => {
  const cache = { XDG_CACHE_HOME: join(server.home, "cache") };
  await server.providerFile("mine.yaml", `base_url: ${server.provider.url}\nmodel: ${FIM}\n`);
  server.provider.behave({ kind: "status", status: 401, body: '{"error":{"message":"no such key"}}' });
  await start({}, cache);
  expect(await server.client.complete("x = ▮")).toBeUndefined();
  await server.client.stop();
  await start({}, cache);
  const { instances } = await ask("overview", {});
  expect(inPlainEnglish(instances[0]?.health)).toEqual({
    lastFailure: {
      at: expect.stringMatching(/^\d{4}-/),
      message: "the provider wants an API key (401)",
      advice: expect.stringMatching(/Set API Key/),
    },
  });
});

test("a test that is stopped answers nothing", async () => {
  const model = await startFakeModel((question) =>
    question.path === "/v1/models" ? LIST : { says: "late", afterMs: 20_000 },
  );
  try {
    await start();
    const fields = { provider: "openai-compatible", base_url: `${model.url}/v1`, model: FIM };
    const verdict = ask("probe", { id: "mine", fields, run: "r1" });
    await until(() => model.questions.length > 0, "the model is asked");
    await ask("stopProbe", { run: "r1" });
    expect(await verdict).toBeNull();
  } finally {
    await model.close();
  }
});

test("a page of a provider that is known leads to its API", async () => {
  const site = await startFakeModel(() => ({ html: "<!DOCTYPE html><title>Deep</title>" }));
  try {
    await mkdir(join(server.home, "providers.d"), { recursive: true });
    const api = `${site.url}/deep/v1`;
    await writeFile(
      join(server.home, "providers.d/deep.yaml"),
      `name: Deep\nplace: cloud\nrank: 1\nkey: { needed: true }\nbase_url: ${api}\ntransports: { chat: openai-chat, list: openai }\n`,
    );
    await start();
    expect(await ask("recognise", { text: `${site.url}/settings/keys` })).toMatchObject({
      address: api,
      providers: expect.arrayContaining(["deep"]),
    });
  } finally {
    await site.close();
  }
});

test("Continue's older configuration is read, comments and all", async () => {
  const home = join(server.home, "older");
  await mkdir(join(home, ".continue"), { recursive: true });
  const config = `{
  // mine
\t"models": [/* one */ {"provider": "openai", "model": "q", "apiBase": "http://box:8000//v1"},],
}`;
  await writeFile(join(home, ".continue/config.json"), config);
  await start({}, { HOME: home });
  const found = await ask("findings", { settings: {} });
  expect(found).toMatchObject([{ tool: "Continue", chatModel: "q", address: "http://box:8000//v1" }]);
});

test("what other tools were set up with is found, and its key shown only to whoever keeps it", async () => {
  const home = join(server.home, "person");
  await mkdir(join(home, ".continue"), { recursive: true });
  const entry = `{provider: openai, apiBase: "http://box:8000/v1", model: q, apiKey: ${KEY}, roles: [autocomplete]}`;
  await writeFile(join(home, ".continue/config.yaml"), `models: [${entry}]\n`);
  await mkdir(join(home, ".ollama/models/manifests/registry.ollama.ai/library/qwen2.5-coder"), {
    recursive: true,
  });
  await writeFile(
    join(home, ".ollama/models/manifests/registry.ollama.ai/library/qwen2.5-coder/7b-base"),
    "{}",
  );
  await start({}, { HOME: home });

  const settings = { twinny: { fimModelName: "x", apiHostname: "pc" } };
  const found = await ask("findings", { settings });
  expect(found.map(({ id, tool, model, key }) => [id, tool, model, key])).toEqual([
    ["openai-compatible", "Continue", "q", "its own"],
    ["ollama", "twinny", "x", undefined],
    ["ollama-2", "Ollama", "qwen2.5-coder:7b-base", undefined],
  ]);
  expect(JSON.stringify(found)).not.toContain(KEY);

  const draft = await ask("finding", { settings, id: "openai-compatible" });
  expect(draft).toMatchObject({ key: KEY, fields: { base_url: "http://box:8000/v1", model: "q" } });
  await ask("save", { id: "openai-compatible", fields: draft?.fields ?? {} });
  await untilOverview(({ instances }) => instances.length === 1);
  expect((await ask("findings", { settings })).map(({ tool }) => tool)).toEqual(["twinny", "Ollama"]);
});
