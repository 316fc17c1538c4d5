/**
 * A key in the secret store, and a provider that repeats it in errors and answers alike: after completions, a chat, the
 * inspector and a crash, it is in no file of VS Code's, of Keyfill's or of the workspace.
 */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { filled, startFakeModel } from "../support/fake-model.ts";
import { openChat } from "./chat.ts";
import { keyfillLog, logLine } from "./logs.ts";
import { filesWith } from "./planted.ts";
import { openSession } from "./session.ts";
import { ghostText, openFile, runCommand, typeAtEnd } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";
const KEY = "sk-planted-0123456789-abcdefghij";

test("a key that its provider repeats is nowhere on the disk", { timeout: 180_000 }, async () => {
  let isRefusing = false;
  const model = await startFakeModel(({ path, authorization, ...question }) => {
    if (authorization !== `Bearer ${KEY}` || isRefusing)
      return { json: { error: { message: `No such key: ${authorization ?? ""}` } }, status: 401 };
    if (path === "/v1/models") return { json: { object: "list", data: [{ id: FIM }] } };
    if (path === "/v1/chat/completions") return { says: `Your key is ${KEY}, or so I heard.` };
    const says = filled({ path, authorization, ...question }) ?? "Octagon(8)";
    return path === "/v1/completions" ? { says } : undefined;
  });
  onTestFinished(() => model.close());
  const { page, host, workspace, close } = await openSession();
  onTestFinished(close);

  await runCommand(page, "Keyfill: Providers");
  const form = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  const write = async (field: string, text: string) => {
    await form.locator(`${field} input`).fill(text);
    await form.locator(`${field} input`).press("Enter");
  };
  await write("#field-paste", `${model.url}/v1`);
  await form.getByRole("alert").getByText("No such key").waitFor();
  await write("#field-api_key", KEY);
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  await form.getByText("Save and test").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });
  await runCommand(page, "View: Close All Editors");

  await openFile(page, "shapes.py");
  await typeAtEnd(page, "\n\nshape = ");
  expect(await ghostText(page)).toBe("Octagon(8)");
  await page.keyboard.press("Escape");
  await runCommand(page, "Keyfill: Inspect Last Prompt");
  await page.locator('.tab.active[data-resource-name="The last prompt.md"]').waitFor();
  const chat = await openChat(page);
  await chat.say("What is my key?");
  await chat.answered("or so I heard");

  isRefusing = true;
  await openFile(page, "shapes.py");
  await typeAtEnd(page, "\nother = ");
  await logLine(host, /nothing \(refused\)/);
  await runCommand(page, "Keyfill: Show Statistics");
  process.kill(serverOf(dirname(host.profile)), "SIGKILL");
  await expect
    .poll(() => keyfillLog(host).split("serving: my-server").length, { timeout: 30_000 })
    .toBeGreaterThan(2);

  const home = join(workspace.folder, "..", "home");
  expect(filesWith("What is my key?", [host.profile, home])).not.toEqual([]);
  expect(filesWith(KEY, [host.profile, home, workspace.folder])).toEqual([]);
});

/** The process of Keyfill's server in this host. */
function serverOf(root: string): number {
  const found = globSync("/proc/[0-9]*/cmdline").find((file) => {
    try {
      const [, script = ""] = readFileSync(file, "utf8").split("\0");
      return script.startsWith(root) && script.endsWith("dist/server/main.cjs");
    } catch {
      // It has ended meanwhile.
      return false;
    }
  });
  if (found === undefined) throw new Error("Keyfill's server does not run");
  return Number(found.split("/")[2]);
}
