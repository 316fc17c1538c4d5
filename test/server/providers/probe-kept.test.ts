/** What becomes of a verdict: kept, told, used; and of a probe that is given up. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { ProbeProgress } from "../../../server/providers/probe.ts";
import { provedTarget } from "../../../server/providers/verdicts.ts";
import { filled } from "../../support/fake-model.ts";
import { at, FIM, probing, TEXT } from "./probing.ts";

const { bench, now, knowledge, newVerdicts, instance, kept, toldOf, verdictOn } = await probing();

test("the verdict is kept: at once in memory, and for the next start", async () => {
  bench.reply = at(TEXT, filled);
  expect(kept(FIM)).toBeUndefined();
  const verdict = await toldOf(FIM);
  expect(kept(FIM)).toEqual(verdict);
  expect((await newVerdicts()).of(instance(FIM), knowledge)).toEqual(verdict);
  expect(kept("other")).toBeUndefined();
  expect(kept(FIM, { base_url: "http://127.0.0.1:9/v1" })).toBeUndefined();
  await now().verdicts.forget(instance(FIM), knowledge);
  expect((await newVerdicts()).of(instance(FIM), knowledge)).toBeUndefined();
});

test("an old verdict and a broken file are as good as none", async () => {
  bench.reply = at(TEXT, filled);
  await verdictOn(FIM);
  expect(readdirSync(now().cache)).toHaveLength(1);
  writeFileSync(join(now().cache, "broken.json"), "{");
  const later = new Date(Date.now() + 40 * 24 * 3_600_000);
  expect((await newVerdicts(later)).of(instance(FIM), knowledge)).toBeUndefined();
  expect((await newVerdicts()).of(instance(FIM), knowledge)).toBeDefined();
});

test("a secret in the address is neither shown nor kept", async () => {
  bench.reply = at(TEXT, filled);
  const { port } = new URL(now().server.url);
  const base_url = `http://me:planted-1@127.0.0.1:${port}/v1?key=planted-2`;
  const verdict = await verdictOn(FIM, { base_url, api_key: "planted-3" });
  const written = readdirSync(now().cache).map((name) => readFileSync(join(now().cache, name), "utf8"));
  expect(verdict).toMatchObject({ ok: true, target: { baseUrl: `http://127.0.0.1:${port}/v1` } });
  expect(JSON.stringify([verdict, ...written])).not.toContain("planted");
});

test("the target that was proved", async () => {
  bench.reply = at(TEXT, filled, { afterMs: 300 });
  const asked = instance(FIM, { completion: ["openai-completions-suffix", "openai-completions"] });
  const verdict = await now().probe({ instance: asked }, new AbortController().signal);
  if (verdict === "aborted" || !verdict.ok) throw new Error("not proved");
  expect(provedTarget(asked, knowledge, verdict)).toMatchObject({
    dialect: verdict.transport,
    form: { kind: verdict.form },
    maxTokens: verdict.maxTokens,
    restMs: verdict.restMs,
  });
});

test("progress is told, an abort ends it", async () => {
  const told: ProbeProgress["kind"][] = [];
  const aborter = new AbortController();
  bench.reply = at(TEXT, filled, { afterMs: 20 });
  const run = now().probe(
    {
      instance: instance(FIM),
      onProgress: ({ kind }) => {
        told.push(kind);
        if (kind === "filled") aborter.abort();
      },
    },
    aborter.signal,
  );
  expect(await run).toBe("aborted");
  expect(told.slice(0, 2)).toEqual(["trying", "filled"]);
  expect(kept(FIM)).toBeUndefined();
});
