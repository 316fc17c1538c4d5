/** The providers page in the three kinds of theme, narrow and wide: pictures for people, and the audit. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { filled, startFakeModel } from "../support/fake-model.ts";
import { violations } from "./audit.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { ghostText, openFile, runCommand, typeAtEnd } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";

test.for([
  ["dark, narrow", "Default Dark Modern", 480],
  ["light", "Default Light Modern", 1100],
  ["high contrast", "Default High Contrast", 1100],
  ["high contrast, light, narrow", "Default High Contrast Light", 480],
] as const)("%s: readable by everybody", { timeout: 180_000 }, async ([name, theme, width]) => {
  const model = await startFakeModel((question) => {
    if (question.path === "/v1/models") return { json: { object: "list", data: [{ id: FIM }] } };
    return question.path === "/v1/completions" ? { says: filled(question) ?? "Octagon(8)" } : undefined;
  });
  onTestFinished(() => model.close());
  const { page, host, workspace, close } = await openSession({ settings: { "workbench.colorTheme": theme } });
  onTestFinished(close);
  mkdirSync(OUTPUT, { recursive: true });
  const form = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  const look = async (what: string) => {
    await page.screenshot({ path: join(OUTPUT, `providers-${what}-${name.replaceAll(/\W+/g, "-")}.png`) });
    expect(await violations(page), what).toEqual([]);
  };

  await page.setViewportSize({ width, height: 1500 });
  await runCommand(page, "View: Close Primary Side Bar");
  await runCommand(page, "Keyfill: Providers");
  await form.getByText("Paste an API key, or the address of a server").waitFor();
  await look("empty");
  const input = form.locator("#field-paste input");
  await input.fill(`${model.url}/v1`);
  await input.press("Enter");
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  await look("recognised");
  await form.getByText("Save and test").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });
  await look("tested");

  // One that fails, one that is off, one that has no key, and a file with a mistake.
  const folder = join(dirname(workspace.folder), "home", "providers.d");
  writeFileSync(join(folder, "broken.yaml"), "modle: m\n");
  writeFileSync(join(folder, "without-key.yaml"), "provider: groq\nmodel: llama\n");
  writeFileSync(join(folder, "off.yaml"), `base_url: ${model.url}/v1\nmodel: ${FIM}\nenabled: false\n`);
  await form.getByText("Done").click();
  await form.getByText("It has no key yet").waitFor();
  await form.getByText("modle is not a key that is known here").waitFor();
  await openFile(page, "shapes.py");
  await typeAtEnd(page, "\n\nshape = ");
  await ghostText(page);
  await runCommand(page, "Keyfill: Providers");
  await form.getByText("Answered just now").waitFor();
  await look("overview");

  await form.getByRole("button", { name: "Edit my-server" }).click();
  const parts = ["Last requests", "What is known of the model", "Template and prompt", "Address, headers"];
  for (const part of parts) await form.getByText(part).click();
  await look("edit");
  for (const value of ["window tokens", "stops", "tools", "quirks"]) {
    await form.getByRole("button", { name: `Set ${value} yourself` }).click();
    await form.locator(".values").getByText(`Your value for ${value}`).waitFor();
    await look(`own-${value}`);
  }
  expect(hostErrors(host)).toEqual([]);
});
