/** The providers page in VS Code: from a fresh profile to a suggestion, with what a person has. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import type { FrameLocator, Page } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";

import { type FakeModelServer, filled, startFakeModel } from "../support/fake-model.ts";
import { throwAwayFolder } from "./cache.ts";
import { hostErrors } from "./logs.ts";
import { violations } from "./audit.ts";
import { OUTPUT } from "./paths.ts";
import { filesWith } from "./planted.ts";
import { openSession, type Session } from "./session.ts";
import { ghostText, openFile, runCommand, typeAtEnd } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";
const CHAT = "llama-3.3-70b-instruct";
const KEY = "sk-planted-key-of-the-page";

let session: Session;
let model: FakeModelServer;
let page: Page;
let form: FrameLocator;
/** The home folder, where other tools keep what they were set up with. */
let person: string;

beforeEach(async () => {
  model = await startFakeModel(({ path, authorization, ...question }) => {
    if (authorization !== undefined && authorization !== `Bearer ${KEY}`) {
      return { json: { error: { message: "Incorrect API key provided" } }, status: 401 };
    }
    if (path === "/v1/models") return { json: { object: "list", data: [{ id: FIM }, { id: CHAT }] } };
    const says = filled({ path, authorization, ...question }) ?? "Octagon(8)";
    return path === "/v1/completions" || path === "/v1/chat/completions" ? { says } : undefined;
  });
  person = throwAwayFolder();
  session = await openSession({ env: { HOME: person } });
  ({ page } = session);
  await runCommand(page, "Keyfill: Providers");
  form = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  await form.getByRole("heading", { name: "Providers", exact: true }).waitFor();
});
afterEach(async () => {
  await session.close();
  await model.close();
  rmSync(person, { recursive: true, force: true, maxRetries: 3 });
});

async function write(field: string, text: string): Promise<void> {
  const input = form.locator(`${field} input`);
  await input.fill(text);
  await input.press("Enter");
}

async function paste(text: string): Promise<void> {
  await write("#field-paste", text);
}

test("an address becomes a provider that completes", async () => {
  await paste(`${model.url}/v1/chat/completions`);
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  await form.getByText("Save and test").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });
  await form.getByText("Done").click();
  await form.getByText("Completions come from").getByText(`my-server/${FIM}`).waitFor();

  await openFile(page, "shapes.py");
  await typeAtEnd(page, "\n\nshape = ");
  expect(await ghostText(page)).toBe("Octagon(8)");
  expect(hostErrors(session.host)).toEqual([]);
});

test("a wrong key is told at once; the right one completes, and lies nowhere but in the secret store", async () => {
  await paste(`${model.url}/v1`);
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  await write("#field-api_key", "sk-a-wrong-key-altogether");
  await form.getByRole("alert").getByText("Incorrect API key provided").waitFor();
  await write("#field-api_key", KEY);
  await form.getByText("Save and test").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });
  await form.getByText("Done").click();
  await form.getByRole("button", { name: "Edit my-server" }).click();
  await form.getByText("Kept in the secret store of this editor.").waitFor();
  await form.getByText("Last requests").click();
  const refused = form.locator(".requests li", { hasText: "401" }).last();
  await refused.getByText("Incorrect API key provided").waitFor();
  await refused.locator("summary").click();
  await refused.getByText("authorization: ***").waitFor();
  await page.screenshot({ path: join(OUTPUT, "providers-requests.png") });

  const { profile } = session.host;
  const home = join(session.workspace.folder, "..", "home");
  expect(filesWith(KEY, [profile, home])).toEqual([]);
  expect(readFileSync(join(home, "providers.d/my-server.yaml"), "utf8")).toContain(`model: ${FIM}`);
});

test("a server that is down, and one that only chats", async () => {
  await paste("http://127.0.0.1:9/v1");
  await form.getByText("Nothing answers at 127.0.0.1:9").waitFor();
  await form.getByRole("button", { name: "← All providers" }).click();

  await paste(`${model.url}/v1`);
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  await form.locator("#field-model input").fill("llama");
  await form.getByRole("option", { name: CHAT }).first().click();
  await form.getByText("Completes in a chat, which is slower.").waitFor();
  await form.getByText("Save and test").click();
  await form.getByText(`${CHAT} works.`).waitFor({ timeout: 30_000 });
  await form.getByText("which is slower than a model that fills in the middle").first().waitFor();
});

test("what Continue was set up with is taken over when asked, its key into the secret store", async () => {
  const folder = join(person, ".continue");
  mkdirSync(folder);
  const entry = `{provider: openai, apiBase: "${model.url}/v1", model: ${FIM}, apiKey: ${KEY}, roles: [autocomplete]}`;
  writeFileSync(join(folder, "config.yaml"), `models: [${entry}]\n`);
  await runCommand(page, "View: Close All Editors");
  await runCommand(page, "Keyfill: Providers");
  await form.getByText("its key goes into the secret store").waitFor();
  await page.screenshot({ path: join(OUTPUT, "providers-found.png") });
  expect(await violations(page)).toEqual([]);
  await form.getByText("Take over openai-compatible").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });
  const home = join(session.workspace.folder, "..", "home");
  expect(filesWith(KEY, [session.host.profile, home])).toEqual([]);
});

test("the audit finds nothing in the page, in any of its views", async () => {
  expect(await violations(page)).toEqual([]);
  await form.getByText("All 39 providers").click();
  await paste(`${model.url}/v1`);
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  expect(await violations(page)).toEqual([]);
  await form.getByText("Save and test").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });
  await form.getByText("Done").click();
  expect(await violations(page)).toEqual([]);
  await form.getByRole("button", { name: "Edit my-server" }).click();
  for (const part of [
    "Last requests",
    "What is known of the model",
    "Template and prompt",
    "Address, headers",
  ]) {
    await form.getByText(part).click();
  }
  expect(await violations(page)).toEqual([]);
});

test("headers, a proxy and certificates are kept in the provider's file, and what is wrong is told beside it", async () => {
  await paste(`${model.url}/v1`);
  await form.getByText("Fills in the middle: the fast way.").waitFor();
  await form.getByText("Save and test").click();
  await form.getByText(`${FIM} works.`).waitFor({ timeout: 30_000 });
  await form.getByText("Done").click();
  await form.getByRole("button", { name: "Edit my-server" }).click();
  await form.getByText("Address, headers").click();
  await write("#field-proxy", "no address");
  await form.getByRole("alert").getByText("must be an address such as").waitFor();
  await write("#field-proxy", "direct");
  const headers = form.locator("#field-headers textarea");
  await headers.fill("x-team: blue\nx-project: 7");
  await headers.press("Tab");
  await write("#field-client_certificate\\.cert", "~/mine.pem");
  await form.getByText("Save", { exact: true }).click();
  await form.locator(".field", { hasText: "Its key" }).getByRole("alert").waitFor();
  await form.locator("#field-client_certificate\\.key:focus").waitFor();

  // In a section that is closed again it would not be seen.
  const section = form.locator("vscode-collapsible", { hasText: "Its key" });
  await form.getByText("Address, headers").click();
  await expect.poll(() => section.getAttribute("open")).toBeNull();
  await form.getByText("Save", { exact: true }).click();
  await form.locator("#field-client_certificate\\.key:focus").waitFor();
  await page.screenshot({ path: join(OUTPUT, "providers-connection.png") });
  await write("#field-client_certificate\\.cert", "");
  await form.getByText("Save", { exact: true }).click();
  const file = join(session.workspace.folder, "../home/providers.d/my-server.yaml");
  await expect
    .poll(() => readFileSync(file, "utf8"), { timeout: 10_000 })
    .toMatch(/proxy: direct\nheaders:\n {2}x-team: blue\n {2}x-project: "7"\n/);
});
