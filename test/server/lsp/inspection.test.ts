/** What the inspector tells of the last completion, in the built server: the prompt as it was sent, and why the rest came as it came. */
import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "vitest";

import {
  type Figures,
  FIGURES_NOTIFICATION,
  INSPECT_REQUEST,
  type InspectResult,
} from "../../../server/protocol.ts";
import type { LspClient } from "../../support/lsp-client.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const running = runningServer();

async function page(
  client: LspClient,
  which: "why" | "prompt",
  hints: readonly string[] = [],
): Promise<string> {
  const { markdown } = await client.connection.sendRequest<InspectResult>(INSPECT_REQUEST, {
    page: which,
    hints,
  });
  return markdown;
}

test("nothing was asked yet", async () => {
  const client = await running.start();
  expect(await page(client, "why", ["Snoozed."])).toMatch(/Nothing was asked for yet.*Snoozed\./s);
  expect(await page(client, "prompt")).toContain("Nothing was sent yet");
});

test("a suggestion: the prompt exactly as sent, its parts, the pieces of the answer, the steps", async () => {
  running.provider.behave({ kind: "stream", pieces: [" Octa", "gon(8)", "\nprint(1)\nprint(2)\n"] });
  const client = await running.start();
  expect(await client.complete("import shapes\n\nshape = ▮\n")).toBe("Octagon(8)");
  const text = await page(client, "prompt");
  const sent = String(running.provider.requests.at(-1)?.body["prompt"]);
  expect(text).toContain(`\`\`\`text\n${sent}\n\`\`\``);
  expect(text).toMatch(/a\.py:3:9 · while typing · environment\/qwen2\.5-coder-7b/);
  expect(text).toMatch(/\| before the cursor +\| +\d+ \|/);
  expect(text).toMatch(/Keyfill counted \d+ tokens; the server told no count/);
  expect(text).toMatch(/first token .* ms/);
  expect(text).toMatch(/Of the sources, .*open files took \d.* ms and found 0/);
  expect(text).toMatch(/ms {2}" Octa"\n.*ms {2}"gon\(8\)"/);
  expect(text).toMatch(/with the blanks and the indentation that belong here/);
  expect(text).toMatch(/cut when what was wanted was complete:\n\n```text\nOctagon\(8\)\n```/);
  expect(text).toContain("Keyfill broke it off, because there was enough");
  expect(text).toContain("It was worth showing:\n\n```text\nOctagon(8)\n```");
});

test("nothing, with its reason; the last completions; how the target fares", async () => {
  const client = await running.start();
  running.provider.behave({ kind: "stream", pieces: ["total = 1\n"] });
  await client.complete("total = 1\n▮\n");
  expect(await client.complete("fo▮o")).toBeUndefined();
  const text = await page(client, "why", ["Others can show ghost text as well."]);
  expect(text).toMatch(/\*\*Nothing suggested: the cursor is inside a word\.\*\*\n\nOthers can/);
  expect(text).toMatch(/a\.py:1:3 +\| typing +\| nothing: mid-word/);
  expect(text).toMatch(/a\.py:2:1 +\| typing +\| nothing: repeats-line-above/);
  expect(text).toMatch(/environment\/qwen2\.5-coder-7b \| +1 \|/);
  expect(await page(client, "prompt")).toMatch(
    /It was not shown. Nothing suggested: the model only repeated the line above/,
  );
});

test("a failure: what was sent, and what the provider said", async () => {
  running.provider.behave({ kind: "status", status: 400, body: '{"error":{"message":"too long"}}' });
  const client = await running.start();
  await client.complete("x = ▮");
  expect(await page(client, "why")).toMatch(
    /did not accept the request \(.*too long.*## The prompt, exactly as sent.*There was none\. The provider failed\./s,
  );
});

test("what is covered in what is sent is covered here; nothing of a prompt is in the log or on disk", async () => {
  running.provider.behave({ kind: "stream", pieces: ["y"] });
  const folder = await mkdtemp(join(running.home, "w-"));
  await writeFile(join(folder, "a.py"), "");
  const client = await running.start({ folder });
  const secret = "sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2m3n4";
  await client.complete(`key = "${secret}"\nunusual_name = ▮`, {
    uri: pathToFileURL(join(folder, "a.py")).href,
  });
  const text = await page(client, "prompt");
  expect(text).toContain("unusual_name");
  expect(text).not.toContain(secret);
  expect(client.log.join("\n")).not.toContain("unusual_name");
});

test("counts that drift apart are told; and how much the server had in its cache", async () => {
  const client = await running.start();
  const usage = { prompt_tokens: 1000, completion_tokens: 1, prompt_tokens_details: { cached_tokens: 900 } };
  const chunks = [{ choices: [{ text: "y" }] }, { choices: [{ text: "", finish_reason: "stop" }], usage }];
  const body = `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("")}data: [DONE]\n\n`;
  running.provider.behave({ kind: "raw", body });
  expect(await client.complete("x = ▮")).toBe("y");
  const text = await page(client, "prompt");
  expect(text).toContain("the server 1,000, of which 900 (90 %) were in its cache");
  expect(text).toMatch(/drift apart by 9\d %/);
  expect(await page(client, "why")).toMatch(/\| +90 % \|/);
});

test("figures are told a while after a completion", async () => {
  running.provider.behave({ kind: "stream", pieces: ["y"] });
  const env = running.environment({ XDG_CACHE_HOME: running.home });
  const client = await running.start({ env });
  const told: Figures[] = [];
  client.connection.onNotification(FIGURES_NOTIFICATION, (figures: Figures) => void told.push(figures));
  for (const marked of ["x = ▮", "xy = ▮", "xyz = ▮"]) await client.complete(marked);
  await until(() => told.length > 0, "figures are told");
  expect(told).toEqual([
    expect.objectContaining({ p50Ms: expect.any(Number), p95Ms: expect.any(Number), moneyToday: 0 }),
  ]);
  expect(told[0]?.tokensToday).toBeGreaterThan(0);
});
