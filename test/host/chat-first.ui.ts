/** From nothing to the first answer, with what a person has: an address. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { filled, startFakeModel } from "../support/fake-model.ts";
import { violations } from "./audit.ts";
import { openChat } from "./chat.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { runCommand } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";
const MODEL = "llama-3.3-70b-instruct";

test("the chat says who could answer, and answers as soon as somebody can", async () => {
  const model = await startFakeModel((question) => {
    const { path } = question;
    if (path === "/v1/models") return { json: { object: "list", data: [{ id: FIM }, { id: MODEL }] } };
    if (path === "/v1/completions") return { says: filled(question) ?? "Octagon(8)" };
    return path === "/v1/chat/completions" ? { says: "Hello, whoever you are." } : undefined;
  });
  onTestFinished(() => model.close());
  const session = await openSession();
  onTestFinished(session.close);
  const { page, host } = session;
  const chat = await openChat(page);
  await chat.frame.getByText("Who shall answer?").waitFor();
  mkdirSync(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, "chat-nobody.png") });
  expect(await violations(page)).toEqual([]);
  await chat.frame.getByText("Set up a provider").click();
  await page.locator(".tab.active", { hasText: "Keyfill Providers" }).waitFor();

  const frames = page.locator("iframe.webview.ready");
  await expect.poll(() => frames.count()).toBe(2);
  const form = frames.last().contentFrame().frameLocator("iframe#active-frame");
  const field = form.locator("#field-paste input");
  await field.fill(`${model.url}/v1`);
  await field.press("Enter");
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  await form.getByText("Save and test").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });

  await runCommand(page, "View: Close All Editors");
  await chat.frame.getByText("Ask about your code").waitFor();
  await chat.say("Hello?");
  await chat.answered("Hello, whoever you are.");
  expect(hostErrors(host)).toEqual([]);
});
