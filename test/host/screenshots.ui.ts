/** Pictures of ghost text in the three kinds of theme, for people to look at. The README's is made by `npm start -- --check`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { OUTPUT } from "./paths.ts";
import { SCENE, typeScene } from "./scene.ts";
import { openSession } from "./session.ts";
import { ghostText, seeTooltip, statusItems } from "./workbench.ts";

test.each([
  { name: "dark", theme: "Default Dark Modern" },
  { name: "light", theme: "Default Light Modern" },
  { name: "high-contrast", theme: "Default High Contrast" },
])("ghost text in a $name theme", async ({ name, theme }) => {
  const { page, close } = await openSession({ settings: { "workbench.colorTheme": theme } });
  onTestFinished(close);
  await typeScene(page);
  expect(await ghostText(page)).toMatch(SCENE.suggested);
  mkdirSync(OUTPUT, { recursive: true });
  const picture = (of: string) => page.screenshot({ path: join(OUTPUT, `${of}-${name}.png`) });
  await picture("ghost-text");

  await seeTooltip(page, "Snooze 15 min");
  await picture("tooltip");
  await statusItems(page).first().click();
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await picture("menu");
});
