/** The chat in VS Code: from the first message to what is done with an answer. */
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { FakeProvider } from "../support/fake-provider.ts";
import { wants } from "../support/tool-chat.ts";
import { type ChatView, openChat } from "./chat.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { CHATS, openProvided, type ProvidedSession } from "./provided-session.ts";
import { openFile, runCommand } from "./workbench.ts";

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

const picture = (name: string) => session.page.screenshot({ path: join(OUTPUT, `chat-${name}.png`) });
const lastTurn = () => chat.frame.locator(".turn.model").last();
const says = (...pieces: readonly string[]) => provider.behave({ kind: "stream", pieces, everyMs: 20 });
const lastAsked = () => JSON.stringify(provider.requests.at(-1)?.body);

test("a first message is answered as it streams; nothing is sent that was not attached", async () => {
  provider.behave({ kind: "stream", pieces: ["An **octagon** ", "has *eight* ", "sides."], everyMs: 150 });
  await chat.say("What is an octagon?");
  await chat.frame.locator(".turn.model strong", { hasText: "octagon" }).waitFor();
  await chat.answered("sides.");
  await chat.frame.locator(".turn.user").getByText("What is an octagon?").waitFor();
  await picture("first");
  expect(lastAsked()).not.toContain("class Shape");
});

test("what lies in front is offered, and sent when it was taken", async () => {
  says("It has shapes.");
  await chat.frame.getByRole("button", { name: "Add the file in front, shapes.py" }).click();
  await chat.frame.locator(".chip:not(.offer)", { hasText: "shapes.py" }).getByText(/\d/).waitFor();
  await chat.say("What is in it?");
  await chat.answered("It has shapes.");
  expect(lastAsked()).toContain("class Shape");
});

test("an @ is completed by keys, becomes a chip, and goes again", async () => {
  const field = chat.frame.locator("#message");
  await field.pressSequentially("Look at @store");
  await chat.frame
    .getByRole("option", { name: /store\.go/ })
    .first()
    .waitFor();
  await picture("completion");
  await field.press("Enter");
  await expect.poll(() => field.inputValue()).toMatch(/^Look at @store\.go $/);
  await chat.frame.getByRole("button", { name: "Remove store.go" }).click();
  await chat.frame.getByRole("button", { name: "Remove store.go" }).waitFor({ state: "detached" });
  await field.fill("");
});

describe("code in an answer", () => {
  const deed = (name: string) => lastTurn().getByRole("button", { name, exact: true }).click();

  test("is copied, and inserted at the cursor", async () => {
    says("Here:\n\n```py", "thon\nOCTAGON = 8\n", "```\n");
    await chat.say("Give me a constant");
    await chat.answered("OCTAGON");
    await deed("Copy");
    await expect.poll(() => session.page.evaluate("navigator.clipboard.readText()")).toContain("OCTAGON = 8");
    await deed("Insert at the cursor");
    await session.page.locator(".view-line", { hasText: "OCTAGON = 8" }).waitFor();
    await session.page.keyboard.press("Control+Z");
  });

  test("is applied as a diff, in place of what has its name, when it is accepted", async () => {
    says('```python shapes.py\nclass Circle(Shape):\n    """Round."""\n```\n');
    await chat.say("Make the circle short");
    await chat.answered("Round.");
    await deed("Apply to a file, as a diff");
    await session.page.locator(".tab.active", { hasText: "proposed" }).waitFor();
    await session.page.locator(".editor.modified .view-line", { hasText: "Round." }).waitFor();
    await picture("diff");
    expect(session.workspace.read("shapes.py")).not.toContain("Round.");
    await session.page
      .locator(".editor-actions")
      .getByRole("button", { name: /Accept the Proposed/ })
      .click();
    const text = await session.workspace.untilRead("shapes.py", (text) => text.includes("Round."));
    expect(text).toContain('class Circle(Shape):\n    """Round."""\n\n\nclass Rectangle');
  });

  test("is a new file, and runs in the terminal when the user says so", async () => {
    says('```json\n{ "new": true }\n```\n\n```sh\necho from-the-chat\n```\n');
    await chat.say("Both");
    await chat.answered("from-the-chat");
    await deed("Run in the terminal…");
    const dialog = session.page.getByRole("dialog");
    await dialog.getByText("echo from-the-chat").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(await session.page.locator(".terminal-wrapper").count()).toBe(0);
    await deed("Open as a new file");
    await session.page.locator(".tab.active", { hasText: "Untitled" }).waitFor();
    await runCommand(session.page, "View: Revert and Close Editor");
    await openFile(session.page, "shapes.py");
  });
});

test("a message is said again in other words, and both branches are there; so are two answers", async () => {
  await chat.begin();
  says("First answer.");
  await chat.say("First question");
  await chat.answered("First answer.");
  says("Second answer.");
  await chat.frame.locator(".turn.user").last().hover();
  await chat.frame.getByRole("button", { name: "Edit and send again" }).last().click();
  await chat.say("Second question");
  await chat.answered("Second answer.");
  await chat.frame.getByLabel("Branch 2 of 2").waitFor();
  await chat.frame.getByRole("button", { name: "Earlier branch" }).click();
  await chat.frame.getByText("First answer.").waitFor();
  says("Third answer.");
  await chat.frame.getByRole("button", { name: "Answer again" }).click();
  await chat.answered("Third answer.");
  expect(await chat.frame.getByLabel("Branch 2 of 2").count()).toBe(1);
});

test("what is said while an answer comes waits, can be taken back, and Esc stops the answer", async () => {
  provider.behave({ kind: "stream", pieces: Array.from({ length: 200 }, () => "words "), everyMs: 100 });
  await chat.say("Go on for long");
  await lastTurn().getByText("words words").waitFor();
  await chat.say("And then this");
  const queued = chat.frame.locator(".queue li", { hasText: "And then this" });
  await queued.waitFor();
  await picture("queue");
  await queued.getByRole("button", { name: "Do not send this" }).click();
  await queued.waitFor({ state: "detached" });
  await chat.frame.locator("#message").press("Escape");
  await lastTurn().getByText("Stopped.").waitFor();
  await expect.poll(() => provider.aborted()).toBeGreaterThan(0);
});

test("a tool that does something is asked for, to the letter; denied it does nothing, allowed it does, and is undone", async () => {
  await chat.begin();
  const create = wants({ name: "create_file", asked: { path: "made.txt", text: "made by the model\n" } });
  const made = join(session.workspace.folder, "made.txt");
  const card = chat.frame.locator(".permission");
  provider.behave(create);
  await chat.say("Make a file");
  await card.getByText("made by the model").waitFor({ timeout: 30_000 });
  await picture("permission");
  says("Then not.");
  await card.getByText("Deny").click();
  await chat.answered("Then not.");
  expect(existsSync(made)).toBe(false);

  provider.behave(create);
  await chat.say("Make it after all");
  await card.waitFor();
  says("Made.");
  await card.getByText("Allow once").click();
  await chat.answered("Made.");
  expect(existsSync(made)).toBe(true);
  await chat.frame.locator(".edits").getByText("made.txt").click();
  await session.page.locator(".tab.active", { hasText: "made.txt" }).waitFor();
  await picture("edits");
  await chat.frame.locator(".edits").getByText("Undo all").click();
  await expect.poll(() => existsSync(made)).toBe(false);
  await chat.frame.locator(".edits").getByText("taken back").waitFor();
});

test("a failure says what to do, and is tried again", async () => {
  provider.behave({
    kind: "status",
    status: 401,
    body: '{"error":{"message":"Incorrect API key provided"}}',
  });
  await chat.say("Hello?");
  const card = lastTurn().getByRole("alert");
  await card.getByText("Try again").waitFor();
  await picture("failure");
  says("Hello!");
  await card.getByText("Try again").click();
  await chat.answered("Hello!");
});

test("the server ends in mid-stream: what had come is there, and the chat goes on", async () => {
  provider.behave({
    kind: "stream",
    // More than can be said before it ends.
    pieces: Array.from({ length: 3000 }, (_, at) => `word${String(at)} `),
    everyMs: 50,
  });
  await chat.say("Tell me a long story");
  await lastTurn().getByText("word30").waitFor();
  await chat.frame.locator("#message").fill("half a thought");
  await runCommand(session.page, "Keyfill: Restart Server");
  await lastTurn().getByText("in the middle of this answer").waitFor({ timeout: 30_000 });
  expect(await lastTurn().textContent()).toContain("word20");
  expect(await chat.frame.locator("#message").inputValue()).toBe("half a thought");
  says("On we go.");
  await lastTurn().locator(".note").getByText("Answer again").click();
  await chat.answered("On we go.");
});

test("hidden and shown, reloaded: the chat, the draft and the place are as they were", async () => {
  await chat.frame.locator("#message").fill("still to be sent");
  await runCommand(session.page, "View: Toggle Secondary Side Bar Visibility");
  await chat.frame.locator("#message").waitFor({ state: "detached" });
  await runCommand(session.page, "View: Toggle Secondary Side Bar Visibility");
  await expect.poll(() => chat.frame.locator("#message").inputValue()).toBe("still to be sent");
  // In a browser VS Code writes down every five seconds what pages remember.
  await session.page.waitForTimeout(6000);
  await session.page.reload();
  await expect
    .poll(() => chat.frame.locator("#message").inputValue(), { timeout: 30_000 })
    .toBe("still to be sent");
  await chat.frame.getByText("On we go.").waitFor();
  await chat.frame.locator("#message").fill("");
});

test("the list finds a chat by what it says, renames it, and deletes it when that is meant", async () => {
  await chat.frame.getByRole("button", { name: "All chats" }).click();
  await chat.frame.getByLabel("Search chats").fill("octagon");
  const found = chat.frame.locator(".head");
  await expect.poll(() => found.count()).toBe(1);
  await found.getByRole("button", { name: /^Rename/ }).click();
  await chat.frame.getByLabel("Title").fill("All about octagons");
  await chat.frame.getByLabel("Title").press("Enter");
  await found.getByText("All about octagons").waitFor();
  await picture("history");
  await found.getByRole("button", { name: /^Delete/ }).click();
  await session.page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect.poll(() => found.count()).toBe(0);
  await chat.frame.getByLabel("Search chats").fill("");
  await expect.poll(() => found.count()).toBeGreaterThan(1);
  await chat.frame.getByRole("button", { name: "Back to the chat" }).click();
});

test("none of this was an error to VS Code", () => {
  expect(hostErrors(session.host)).toEqual([]);
});
