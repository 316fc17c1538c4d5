/** An answer that would like to do something: it is text, and leads nowhere. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { openChat } from "./chat.ts";
import { OUTPUT } from "./paths.ts";
import { CHATS, openProvided } from "./provided-session.ts";

test("hostile content is text, and leads nowhere", async () => {
  mkdirSync(OUTPUT, { recursive: true });
  const session = await openProvided({ model: CHATS });
  onTestFinished(session.close);
  const { provider } = session;
  const chat = await openChat(session.page);
  const hostile = [
    "<script>window.pwned = 1</script> <img src=x onerror='window.pwned = 1'> <b>bold?</b>",
    "[script](javascript:window.pwned=1) [command](command:workbench.action.quit) [file](file:///etc/passwd)",
    "![picture](https://example.com/spy.png) [out](../../../../etc/passwd)",
    "\u001B[31mred\u001B[0m a\u202Eb &#x202e; `c\u2066d`",
    "```html\n<iframe src='https://example.com'></iframe>\u202E\n```",
  ];
  provider.behave({ kind: "stream", pieces: [hostile.join("\n\n")] });
  const asked: string[] = [];
  session.page.on("request", (request) => asked.push(request.url()));
  await chat.say("Attack <b>me</b> \u202E");
  await chat.answered("bold?");
  const turn = chat.frame.locator(".turn.model").last();
  await session.page.screenshot({ path: join(OUTPUT, "chat-hostile.png") });
  expect(await turn.locator("script, img, iframe, b, object, style").count()).toBe(0);
  expect(await turn.locator("a").allTextContents()).toEqual(["picture", "out"]);
  const text = (await turn.locator(".markdown").first().textContent()) ?? "";
  expect(text).toContain("red a[U+202E]b [U+202E] c[U+2066]d");
  for (const mark of ["\u001B", "\u202E", "\u2066"]) expect(text).not.toContain(mark);
  expect(await chat.frame.locator(".turn.user .words").last().textContent()).toBe(
    "Attack <b>me</b> [U+202E]",
  );
  await turn.getByText("out", { exact: true }).click();
  await chat.frame.getByRole("alert").getByText("is not in this workspace").waitFor();
  await chat.frame.getByRole("button", { name: "Close" }).click();
  expect(await chat.frame.locator("html").evaluate("window.pwned")).toBeUndefined();
  expect(asked.filter((url) => url.includes("example.com"))).toEqual([]);
});
