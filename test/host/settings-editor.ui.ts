/** VS Code's own editor of settings, as it shows ours: all of them, in their groups, with links that lead somewhere and ranges that hold. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { GROUPS, settingsSchema } from "../../server/settings.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { runCommand } from "./workbench.ts";

test("all settings are there, grouped; a wrong value is told; a link leads to the page", async () => {
  const { page, host, close } = await openSession({
    settings: { "workbench.colorTheme": "Default High Contrast" },
  });
  onTestFinished(close);
  await page.setViewportSize({ width: 1200, height: 1700 });
  await runCommand(page, "Keyfill: Open Settings");
  const editor = page.locator(".settings-editor");
  const count = Object.keys(settingsSchema.shape).length;
  await editor.getByText(`${String(count)} Settings Found`).waitFor();
  const groups = editor.locator(".settings-toc-container");
  // What has no room there is cut off, and a name that is cut off names nothing.
  for (const name of Object.values(GROUPS)) await groups.getByText(name, { exact: true }).waitFor();

  const candidates = editor.locator(".setting-item-contents", { hasText: "Completion: Candidates" });
  await candidates.locator("input").fill("9");
  await candidates.locator(".setting-item-validation-message", { hasText: "5" }).waitFor();
  mkdirSync(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, "settings-editor.png") });
  await candidates.locator("input").fill("3");

  await editor.getByRole("link", { name: "providers page" }).first().click();
  await page.locator(".tab.active", { hasText: "Keyfill Providers" }).waitFor();
  expect(hostErrors(host)).toEqual([]);
});
