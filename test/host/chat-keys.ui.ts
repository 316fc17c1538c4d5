/** The chat page alone in a browser: keys, what is pasted and dropped, what a screen reader hears, and an engine that is ahead of it. */
import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";

import { openChatPage } from "../support/lone-chat-page.ts";

const options = { target: "", mode: "ask", instructions: "" } as const;
const user = (id: string, parent: string | undefined, text: string) =>
  [id, { kind: "user", id, parent, at: 0, text, attached: [] }] as const;
const turns = [user("u1", undefined, "First words"), user("u2", undefined, "Other words")];
const opened = {
  conversation: { id: "c", createdAt: 0, title: "Chat", options, turns, leaf: "u2", queue: [] },
  next: 0,
};
const model = (name: string) => ({
  target: `acme/${name}`,
  provider: "acme",
  model: name,
  windowTokens: 32_000,
  outputTokens: 4000,
  tools: true,
  images: false,
  reasoning: false,
  local: false,
});

async function open() {
  const answers = {
    models: [model("small"), model("large")],
    mentionsOf: [{ kind: "file", uri: "file:///w/a.ts" }],
  };
  const chat = await openChatPage({ opened, answers });
  onTestFinished(chat.close);
  const field = chat.page.locator("#message");
  await chat.page.getByText("Other words").waitFor();
  return { ...chat, field, asked: (question: string) => askedOf(chat.page, question) };
}

async function askedOf(page: Page, question: string): Promise<readonly unknown[]> {
  const asked: unknown = await page.evaluate(
    `window.asked.filter(({ question }) => question === ${JSON.stringify(question)}).map(({ asked }) => asked)`,
  );
  return Array.isArray(asked) ? asked : [];
}

test("Enter sends, Shift+Enter breaks the line, and Enter that ends a composition does neither", async () => {
  const { page, field, asked } = await open();
  await field.fill("二");
  await field.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await field.press("Shift+Enter");
  await field.pressSequentially("three");
  expect(await asked("send")).toEqual([]);
  await field.press("Enter");
  await expect.poll(() => asked("send")).toMatchObject([{ after: "u2", text: "二\nthree" }]);
  await expect.poll(() => field.inputValue()).toBe("");
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => field.inputValue()).toBe("Other words");
  await field.press("Escape");
  await expect.poll(() => field.inputValue()).toBe("");
});

test("an image and a long text that are pasted are attached, a short one is written", async () => {
  const { page, asked } = await open();
  const paste = (add: string) =>
    page.evaluate(`(() => {
      const clipboardData = new DataTransfer();
      ${add};
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.querySelector("#message").dispatchEvent(event);
      return event.defaultPrevented;
    })()`);
  expect(await paste(`clipboardData.setData("text/plain", "short")`)).toBe(false);
  expect(await paste(`clipboardData.setData("text/plain", "line\\n".repeat(100))`)).toBe(true);
  expect(
    await paste(
      `clipboardData.items.add(new File([new Uint8Array([1, 2, 3])], "a.png", { type: "image/png" }))`,
    ),
  ).toBe(true);
  await expect
    .poll(() => asked("attach"))
    .toMatchObject([
      { mention: { kind: "text", name: "Pasted, 101 lines" } },
      { mention: { kind: "image", name: "a.png", mediaType: "image/png", base64: "AQID" } },
    ]);
});

test("a file that is dropped is named, not copied", async () => {
  const { page, asked } = await open();
  await page.evaluate(`(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/uri-list", "file:///w/a.ts");
    const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
    document.querySelector(".composer").dispatchEvent(event);
  })()`);
  await expect.poll(() => asked("mentionsOf")).toEqual([{ uris: ["file:///w/a.ts"] }]);
  await page.getByText("a.ts").waitFor();
});

test("a model is found and chosen by keys, and one writes on", async () => {
  const { page, asked } = await open();
  await page.getByRole("button", { name: "Model: small" }).press("Enter");
  await page.getByPlaceholder("Search models").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("lar");
  await expect.poll(() => page.getByRole("option").count()).toBe(1);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect.poll(() => asked("options")).toEqual([{ chat: "c", options: { target: "acme/large" } }]);
  await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("message");
});

test("from branch to branch by keys, without losing one's place", async () => {
  const { page, tell, asked } = await open();
  await page.getByRole("button", { name: "Earlier branch" }).press("Enter");
  await expect.poll(() => asked("read")).toEqual([{ chat: "c", turn: "u1" }]);
  await tell([{ kind: "leaf", turn: "u1" }]);
  await page.getByText("First words").waitFor();
  await expect.poll(() => page.evaluate("document.activeElement.ariaLabel")).toBe("Later branch");
});

test("what is said is heard block by block; Esc stops it; what was missed is asked for", async () => {
  const { page, tell, field, asked } = await open();
  await tell([
    { kind: "answering", turn: "m", parent: "u2", at: 0, target: "acme/small" },
    { kind: "step", turn: "m", target: "acme/small" },
    { kind: "text", turn: "m", text: "The first part.\n\nThe sec" },
  ]);
  const log = page.getByRole("log");
  await expect.poll(() => log.textContent()).toBe("The first part.");
  await field.press("Escape");
  await expect.poll(() => asked("stop")).toEqual([{ chat: "c" }]);
  const before = (await asked("open")).length;
  await page.evaluate(
    `window.postMessage({ kind: "news", news: { kind: "events", params: { chat: "c", first: 99, events: [] } } })`,
  );
  await expect.poll(async () => (await asked("open")).length).toBe(before + 1);
});
