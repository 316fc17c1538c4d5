/** A provider's file in VS Code, without an extension for YAML: its mistakes are underlined, its keys and values completed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { runCommand } from "./workbench.ts";

test("is checked while it is written, and completed", async () => {
  const { page, host, workspace, close } = await openSession();
  onTestFinished(close);
  const folder = join(dirname(workspace.folder), "home", "providers.d");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "mine.yaml"), "provider: groq\nmodel: llama\n");

  await runCommand(page, "Keyfill: Providers");
  const form = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await form.getByRole("button", { name: "Open file: mine" }).click();
  await page.locator('.tab.active[data-resource-name="mine.yaml"]').waitFor();
  await page.locator(".editor-group-container.active .monaco-editor.focused").waitFor();

  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("modle: qwen\n");
  await page.locator(".squiggly-error").first().waitFor();
  await runCommand(page, "View: Focus Problems");
  await page.locator(".markers-panel", { hasText: "modle is not a key that is known here" }).waitFor();
  mkdirSync(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, "provider-file-mistake.png") });

  await page.locator('.tab[data-resource-name="mine.yaml"]').click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText("provider: groq\nmodel: llama\n");
  await page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("temp");
  await page.keyboard.press("Control+Space");
  await page.locator(".suggest-widget .monaco-list-row", { hasText: "temperature" }).waitFor();
  await page.screenshot({ path: join(OUTPUT, "provider-file-completion.png") });
  await page.keyboard.press("Enter");
  await page.locator(".view-lines", { hasText: /temperature:/ }).waitFor();
  expect(hostErrors(host)).toEqual([]);
});
