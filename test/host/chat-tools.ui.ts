/** A model that changes files in VS Code: asked for, done in the open editor, and taken back. */
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import type { FakeProvider } from "../support/fake-provider.ts";
import { wants } from "../support/tool-chat.ts";
import { type ChatView, openChat } from "./chat.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { CHATS, openProvided, type ProvidedSession } from "./provided-session.ts";
import { openFile, typeAtEnd } from "./workbench.ts";

let provider: FakeProvider;
let session: ProvidedSession;
let chat: ChatView;

beforeAll(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  session = await openProvided({ model: CHATS });
  ({ provider } = session);
  await openFile(session.page, "shapes.py");
  chat = await openChat(session.page);
});
afterAll(() => session.close());

const picture = (name: string) => session.page.screenshot({ path: join(OUTPUT, `chat-tools-${name}.png`) });
const onDisk = () => readFileSync(join(session.workspace.folder, "shapes.py"), "utf8");
const says = (text: string) => ({ kind: "stream", pieces: [text] }) as const;
const edit = {
  name: "edit_file",
  asked: { path: "shapes.py", edits: [{ old_text: "class Shape", new_text: "class Form" }] },
};

test("an edit is shown, allowed, made in the open editor with what is not saved there, and taken back", async () => {
  const before = onDisk();
  await openFile(session.page, "shapes.py");
  await typeAtEnd(session.page, "# by hand");
  provider.behave(
    wants({ name: "read_file", asked: { path: "shapes.py" } }),
    wants(edit),
    says("It is called Form now."),
  );
  await chat.say("Rename Shape");
  const asked = chat.frame.locator(".permission");
  await asked.getByText("+class Form").waitFor();
  await picture("asked");
  expect(onDisk()).toBe(before);
  await asked.getByRole("button", { name: "Allow once" }).click();
  await chat.answered("It is called Form now.");
  expect(onDisk()).toBe(`${before.replace("class Shape", "class Form")}# by hand`);
  await session.page.locator(".tab.active:not(.dirty)").waitFor();
  await picture("done");
  await chat.frame.getByRole("button", { name: /^Undo/ }).click();
  await expect.poll(onDisk).toBe(`${before}# by hand`);
  await picture("undone");
  expect(hostErrors(session.host)).toEqual([]);
});

test("what is denied is not done", async () => {
  const before = onDisk();
  provider.behave(
    wants({ name: "run_command", asked: { argv: ["touch", "evil\u202Etxt.exe"] } }),
    says("All right."),
  );
  await chat.say("Touch it");
  const asked = chat.frame.locator(".permission");
  await asked.getByText("touch 'evil⟨U+202E⟩txt.exe'").first().waitFor();
  await picture("command");
  await asked.getByRole("button", { name: "Deny" }).click();
  await chat.answered("All right.");
  expect(onDisk()).toBe(before);
});

test("the user chooses the tools that models are told of; those for VS Code's own chat are none of them at first", async () => {
  const offered = () => {
    const body = provider.requests.findLast(({ body }) => "tools" in body)?.body ?? {};
    return Array.from<{ function: { name: string } }>(Object(body["tools"])).map(
      (tool) => tool.function.name,
    );
  };
  const say = async (text: string) => {
    provider.behave(says(`You said: ${text}`));
    await chat.say(text);
    await chat.answered(`You said: ${text}`);
    return offered();
  };
  const before = await say("What can you do?");
  expect(before).toEqual(expect.arrayContaining(["search_text", "read_page", "vscode_renameSymbol"]));
  expect(before).not.toContain("run_in_terminal");
  await chat.frame.getByRole("button", { name: "Mode: Agent" }).click();
  await chat.frame.getByText("Choose tools…").click();
  const list = session.page.locator(".quick-input-widget");
  await list.locator("input.input").first().fill("read_page");
  const row = list.locator(".monaco-list-row", { hasText: "read_page" });
  await row.getByText(/^\d+ tokens$/).waitFor();
  await picture("chosen");
  await row.getByRole("checkbox").click();
  await list.getByRole("button", { name: "OK" }).click();
  let times = 0;
  await expect.poll(() => say(`Question ${String(++times)}`)).not.toContain("read_page");
  expect(offered()).toContain("search_text");
});

test("a new chat says what is sent in its mode", async () => {
  await chat.begin();
  await chat.frame.getByText("and what the model looks up in this workspace.").waitFor();
  await chat.frame.getByRole("button", { name: "Mode: Agent" }).click();
  await chat.frame.getByRole("option", { name: /^Ask/ }).click();
  await chat.frame.getByText("Only what you attach is sent.").waitFor();
});
