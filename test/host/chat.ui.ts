/** The chat in VS Code: from the first message to what is done with an answer. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { type FakeProvider, startFakeProvider } from "../support/fake-provider.ts";
import { type ChatView, openChat } from "./chat.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession, type Session } from "./session.ts";
import { openFile } from "./workbench.ts";

let provider: FakeProvider;
let session: Session;
let chat: ChatView;

beforeAll(async () => {
  mkdirSync(OUTPUT, { recursive: true });
  provider = await startFakeProvider();
  session = await openSession({
    env: { KEYFILL_BASE_URL: provider.url, KEYFILL_API_KEY: "test", KEYFILL_MODEL: "llama-3.3-70b-instruct" },
  });
  await openFile(session.page, "shapes.py");
  chat = await openChat(session.page);
});
afterAll(async () => {
  await session.close();
  await provider.close();
});

const picture = (name: string) => session.page.screenshot({ path: join(OUTPUT, `chat-${name}.png`) });

test("a first message is answered as it streams", async () => {
  provider.behave({ kind: "stream", pieces: ["An **octagon** ", "has *eight* ", "sides."], everyMs: 150 });
  await chat.say("What is an octagon?");
  await chat.frame.locator(".turn.model strong", { hasText: "octagon" }).waitFor();
  await chat.answered("sides.");
  await chat.frame.locator(".turn.user").getByText("What is an octagon?").waitFor();
  await picture("first");
  expect(JSON.stringify(provider.requests.at(-1)?.body)).not.toContain("class Shape");
  expect(hostErrors(session.host)).toEqual([]);
});
