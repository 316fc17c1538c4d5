/** The extension attached to a server that is already running, as those do who debug the engine. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../support/until.ts";
import { REPOSITORY } from "./paths.ts";
import { SCENE, typeScene } from "./scene.ts";
import { openSession, type Session } from "./session.ts";
import { ghostText } from "./workbench.ts";

let server: ChildProcess;
let said = "";
let session: Session;

beforeAll(async () => {
  const env = { PATH: process.env["PATH"], KEYFILL_HOME: "/nonexistent" };
  server = spawn(process.execPath, [join(REPOSITORY, "dist/server/cli.cjs"), "lsp", "--port", "0"], { env });
  server.stderr?.on("data", (data) => (said += String(data)));
  await until(() => /127\.0\.0\.1:\d+/.test(said), "the server says where it listens");
  const address = /127\.0\.0\.1:\d+/.exec(said)?.[0];
  session = await openSession({ machineSettings: { "keyfill.server.attach": address } });
});
afterAll(async () => {
  await session?.close();
  server?.kill();
});

test("ghost text comes from the attached server, and none of our own is started", async () => {
  await typeScene(session.page);
  expect(await ghostText(session.page)).toMatch(SCENE.suggested);
  server.kill();
  // With it, Keyfill is gone.
  const item = session.page.locator('.statusbar-item[id^="keyfill.keyfill"] .codicon-warning');
  await item.waitFor({ timeout: 30_000 });
});
