/** What is known of a model, set otherwise on the providers page, and taken back. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { startFakeModel } from "../support/fake-model.ts";
import { violations } from "./audit.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { runCommand } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";

test("the window of a model is set where it is shown, kept in the file, and taken back", async () => {
  const model = await startFakeModel(({ path }) =>
    path === "/v1/models" ? { json: { object: "list", data: [{ id: FIM }] } } : undefined,
  );
  onTestFinished(() => model.close());
  const { page, host, workspace, close } = await openSession();
  onTestFinished(close);
  const file = join(dirname(workspace.folder), "home", "providers.d", "mine.yaml");
  const before = `# at work\nbase_url: ${model.url}/v1 # behind the gateway\nmodel: ${FIM}\n`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, before);
  const inFile = () => expect.poll(() => readFileSync(file, "utf8"), { timeout: 10_000 });

  await runCommand(page, "Keyfill: Providers");
  const form = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await form.getByRole("button", { name: "Edit mine" }).click();
  await form.getByText("What is known of the model").click();
  const row = (name: string) => form.locator(".values tr", { has: form.getByRole("rowheader", { name }) });
  const pencil = (name: string) => form.getByRole("button", { name: `Set ${name} yourself` });
  const save = () => form.getByText("Save", { exact: true }).click();

  // From the keyboard: the pencil leads into its field.
  await pencil("window tokens").press("Enter");
  const window = form.getByRole("textbox", { name: "Your value for window tokens" });
  await expect.poll(() => window.evaluate((input) => input.matches(":focus"))).toBe(true);
  await window.fill("plenty");
  await window.press("Enter");
  await form.getByRole("alert").getByText("must be a whole number above 0").waitFor();
  await page.screenshot({ path: join(OUTPUT, "providers-own-value-wrong.png") });
  await window.fill("12345");
  await window.press("Enter");
  await row("window tokens").getByText("12,345").waitFor();
  await row("window tokens").getByRole("cell", { name: "you", exact: true }).waitFor();

  await pencil("tools").press("Enter");
  await form.locator(`[id="field-models.${FIM}.tools"]`).press("Enter");
  await form.getByRole("option", { name: "Yes" }).first().click();
  await row("tools").getByRole("cell", { name: "you", exact: true }).waitFor();

  // That it has none of them can be set as well.
  await pencil("stops").press("Enter");
  const none = form.getByRole("checkbox", { name: "None at all" });
  await none.press("Space");
  await row("stops").getByRole("cell", { name: "none" }).waitFor();
  await row("stops").getByRole("cell", { name: "you", exact: true }).waitFor();
  await pencil("quirks").press("Enter");
  const quirk = form.getByRole("checkbox", { name: "leading-blank" });
  await expect.poll(() => quirk.evaluate((box) => box.matches(":focus"))).toBe(true);
  await quirk.press("Space");
  await row("quirks").getByText("leading-blank").waitFor();
  await quirk.press("Space");
  await row("quirks").getByRole("cell", { name: "you", exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await save();
  await inFile().toBe(
    `${before}models:\n  ${FIM}:\n    window_tokens: 12345\n    tools: true\n    stops: []\n    quirks: []\n`,
  );

  await pencil("tools").press("Enter");
  await pencil("window tokens").press("Enter");
  await window.fill("");
  await window.press("Enter");
  await row("window tokens").getByText("the model family").waitFor();
  await pencil("tools").press("Enter");
  await form.locator(`[id="field-models.${FIM}.tools"]`).press("Enter");
  await form.getByRole("option", { name: "As known" }).first().click();
  await pencil("stops").press("Enter");
  await none.press("Space");
  await row("stops").getByText("the model family").waitFor();
  await pencil("quirks").press("Enter");
  await form.getByRole("button", { name: "As known" }).press("Enter");
  await row("quirks").getByText("assumed").waitFor();
  await save();
  await inFile().toBe(before);
  expect(hostErrors(host)).toEqual([]);
});
