/** What the built server answers when there is a choice: of suggestions, of targets, of what right of the cursor goes. */
import { expect, test } from "vitest";

import { startFakeModel } from "../../support/fake-model.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const running = runningServer();

test("asked by hand there are several, each with its range; while typing there is one", async () => {
  let answers = 0;
  const model = await startFakeModel(() => ({ says: `item${String(++answers)}()` }));
  const env = running.environment({ KEYFILL_BASE_URL: `${model.url}/v1` });
  const client = await running.start({ env, settings: { completion: { candidates: 2 } } });
  const asked = await client.ask("x = ▮", { manual: true });
  const at = { line: 0, character: 4 };
  const items = (await asked.items) ?? [];
  expect(items.map(({ range }) => range)).toEqual([
    { start: at, end: at },
    { start: at, end: at },
  ]);
  expect(new Set(items.map(({ insertText }) => insertText)).size).toBe(2);
  expect(model.questions.map(({ body }) => body["temperature"])).toEqual(expect.arrayContaining([0, 0.7]));
  const automatic = await client.ask("y = ▮");
  expect(await automatic.items).toHaveLength(1);
  await model.close();
});

test("blocks go to the provider that is set for them, lines to the other, and each has its fallback", async () => {
  const file = (model: string) => `base_url: ${running.provider.url}\nmodel: qwen2.5-coder-${model}\n`;
  await running.providerFile("small.yaml", file("1.5b"));
  await running.providerFile("large.yaml", file("32b"));
  running.provider.behave({ kind: "stream", pieces: ["pass"] });
  const completion = { provider: "small", blocks: "large", fallback: ["small"] };
  const client = await running.start({ env: { KEYFILL_HOME: running.home }, settings: { completion } });
  await client.complete("x = ▮");
  expect(client.log).toContain("serving: small/qwen2.5-coder-1.5b; blocks: large/qwen2.5-coder-32b");
  await client.complete("def f():\n    ▮\n");
  await client.complete("z = ▮", { manual: true });
  const models = running.provider.requests.map(({ body }) => body["model"]);
  expect(models.slice(0, 3)).toEqual(["qwen2.5-coder-1.5b", "qwen2.5-coder-32b", "qwen2.5-coder-32b"]);
  running.provider.behave({ kind: "status", status: 503, body: "{}" });
  await client.complete("def g():\n    ▮\n");
  expect(client.log.at(-1)).toContain("large/qwen2.5-coder-32b failed (overloaded");
});

test("a bracket that the editor closed is in the range, and nobody is asked again", async () => {
  running.provider.behave({ kind: "stream", pieces: ["(a, b)"] });
  const client = await running.start();
  expect(await client.complete("foo▮")).toBe("(a, b)");
  const asked = await client.ask("foo(▮)");
  expect(await asked.items).toEqual([
    {
      insertText: "a, b)",
      range: { start: { line: 0, character: 4 }, end: { line: 0, character: 5 } },
    },
  ]);
  expect(running.provider.requests).toHaveLength(1);
});

test("the log tells how long typing rested, and why", async () => {
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await running.start();
  await client.complete("x = ▮");
  await until(
    () => client.log.some((line) => /, rest [\d.]+ \[.+\], /.test(line)),
    "the log tells of the rest",
  );
});
