/** The probe and discovery against a real llama.cpp: the model that copies completes, the one with random weights does not. */
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { inEnglish } from "../../server/completion/told.ts";
import { Http } from "../../server/http.ts";
import { createTokenizers } from "../../server/models/tokenizer.ts";
import { createDiscovery } from "../../server/providers/discover.ts";
import { type Instance, instanceSchema } from "../../server/providers/instance.ts";
import { createProber } from "../../server/providers/probe.ts";
import { readVerdicts } from "../../server/providers/verdicts.ts";
import { knowledgeWith, RESOURCES } from "../support/knowledge.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { missingTools } from "./build.ts";
import type { ModelName } from "./make-models.ts";
import { type LlamaServer, startLlamaServer } from "./start.ts";

const missing = missingTools();
const title =
  missing === undefined ? "the probe" : `the probe against llama-server: not built, it needs ${missing}`;
/** The first run builds the server. */
const BUILD_WITHIN_MS = 40 * 60_000;

describe.skipIf(missing !== undefined && process.env["CI"] === undefined)(title, { timeout: 60_000 }, () => {
  const folder = temporaryFolder();
  const http = new Http();
  const servers = new Map<ModelName, LlamaServer>();
  const signal = new AbortController().signal;

  beforeAll(async () => {
    for (const model of ["copying", "random"] as const) servers.set(model, await startLlamaServer({ model }));
  }, BUILD_WITHIN_MS);
  afterAll(async () => {
    await Promise.all([http.close(), ...[...servers.values()].map((server) => server.stop())]);
  });

  const instance = (model: ModelName, more: object = {}): Instance => ({
    id: "mine",
    ...instanceSchema.parse({
      provider: "llamacpp",
      base_url: servers.get(model)?.url,
      model: `qwen2.5-coder-${model}`,
      ...more,
    }),
  });

  const parts = async () => {
    const { knowledge } = await knowledgeWith(folder);
    const means = { http, keyOf: () => Promise.resolve(undefined) };
    const discovery = createDiscovery({ knowledge: () => knowledge, means, written: () => [] });
    const tokenizers = createTokenizers({
      vocabularies: join(RESOURCES, "vocabularies"),
      cache: folder,
      env: {},
      fetch: () => Promise.reject(new Error("nothing is fetched here")),
      log: { write: () => undefined },
    });
    const probes = await mkdtemp(join(folder, "probes-"));
    const probe = createProber({
      verdicts: await readVerdicts({ folder: probes, warn: () => undefined }),
      knowledge: () => knowledge,
      means,
      tokenizer: (source) => tokenizers.ready(source),
      families: () => ["starcoder", "granite", "qwen-coder"],
      models: (instance, signal) => discovery.models({ instance }, signal),
    });
    return { discovery, probe };
  };

  const verdictOn = async (model: ModelName, more: object = {}) => {
    const { probe } = await parts();
    const verdict = await probe({ instance: instance(model, more) }, signal);
    if (verdict === "aborted") throw new Error("aborted");
    return verdict;
  };

  const findings = ({ evidence }: Awaited<ReturnType<typeof verdictOn>>) =>
    evidence.map(({ hole, came, finding }) => `${hole ?? ""}: ${finding}: ${came ?? ""}`);

  test("the model that copies completes, with its markers", async () => {
    const verdict = await verdictOn("copying");
    expect(verdict, findings(verdict).join("\n")).toMatchObject({
      ok: true,
      transport: "openai-completions",
      form: "fim",
      multiline: true,
    });
  });

  test("and with the server's own way of putting the hole together", async () => {
    const verdict = await verdictOn("copying", { completion: ["llamacpp-infill"] });
    expect(verdict, findings(verdict).join("\n")).toMatchObject({ ok: true, form: "infill" });
  });

  test("the suffix field is ignored in silence, and that is seen", async () => {
    const verdict = await verdictOn("copying", { completion: ["openai-completions-suffix"] });
    expect(verdict, findings(verdict).join("\n")).toMatchObject({ ok: false });
  });

  test("a name that tells nothing: its markers are found out with the server's tokenizer", async () => {
    const verdict = await verdictOn("copying", { model: "house-model", completion: ["openai-completions"] });
    expect(verdict, findings(verdict).join("\n")).toMatchObject({ ok: true, family: "qwen-coder" });
    // Granite has the same markers, and other stops.
    const [first, second] = verdict.evidence;
    expect(first).toMatchObject({ family: "starcoder", finding: "split-markers" });
    expect(second).toMatchObject({ family: "granite", finding: "split-markers" });
    expect(second && inEnglish(second.words)).toContain("<|end_of_text|>");
  });

  test("the model with random weights does not complete", async () => {
    const verdict = await verdictOn("random", { max_tokens: 32 });
    expect(verdict, findings(verdict).join("\n")).toMatchObject({ ok: false });
  });

  test("the server's model is listed by its name, with its window", async () => {
    const { discovery } = await parts();
    const found = await discovery.models({ instance: instance("copying") }, signal);
    expect(found).toMatchObject({
      kind: "listed",
      models: [{ id: "qwen2.5-coder-copying", windowTokens: 4096 }],
    });
  });
});
