/** A provider that is left alone for a while is asked all the same by hand, and by everyone once its set-up was corrected. */
import { beforeEach, expect, test } from "vitest";

import { runningServer } from "../../support/running-server.ts";

const running = runningServer();

const file = (note = "") =>
  `${note}provider: openai-compatible\nbase_url: ${running.provider.url}\nmodel: qwen2.5-coder\n`;

beforeEach(async () => {
  await running.providerFile("fake.yaml", file());
  running.provider.behave({ kind: "status", status: 429, body: "{}", headers: { "retry-after": "60" } });
  const client = await running.start({ env: { KEYFILL_HOME: running.home } });
  await client.complete("x = ▮");
  running.provider.behave({ kind: "stream", pieces: ["41"] });
  await expectPaused("x = 4▮");
});

async function expectPaused(marked: string) {
  const before = running.provider.requests.length;
  expect(await running.client.complete(marked)).toBeUndefined();
  expect(running.client.log.at(-1)).toContain("paused for");
  expect(running.provider.requests).toHaveLength(before);
}

test("by hand, and an answer ends the pause", async () => {
  expect(await running.client.complete("y = ▮", { manual: true })).toBe("41");
  expect(await running.client.complete("z = ▮")).toBe("41");
});

test("after the key was set", async () => {
  await running.client.connection.sendNotification("keyfill/apiKeyChanged");
  await untilAsked();
});

test("after the provider's file was changed", async () => {
  await running.providerFile("fake.yaml", file("# corrected\n"));
  await untilAsked();
});

async function untilAsked() {
  for (let time = 0; time < 100; time++) {
    if ((await running.client.complete(`a${String(time)} = ▮`)) === "41") return;
  }
  throw new Error("it is not asked again");
}
