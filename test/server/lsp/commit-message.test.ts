/** The message of a commit, asked of the built server as the button in Source Control asks for it. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "vitest";

import { chatAsker } from "../../support/chat-page.ts";
import { runningServer } from "../../support/running-server.ts";

const server = runningServer();

const diffOf = (path: string, ...lines: readonly string[]) =>
  `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1 +1 @@\n${lines.map((line) => `+${line}\n`).join("")}`;

/** What the model was shown. */
const shown = () => JSON.stringify(server.provider.requests.at(-1)?.body["messages"]);

async function ask(
  asked: { readonly diff: string; readonly recent?: readonly string[]; readonly begun?: string },
  ignored = "",
) {
  const folder = join(server.home, "work");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, ".keyfillignore"), ignored);
  const client = await server.start({ folder });
  const root = pathToFileURL(folder).href;
  return chatAsker(client)("commitMessage", { root, recent: [], begun: "", ...asked });
}

test("the model is shown the diff and the last messages, without secrets", async () => {
  server.provider.behave({ kind: "stream", pieces: ["```\nfix: add", " a sum\n```"] });
  const diff = diffOf("a.ts", "const key = 'AKIAQ7T3LZ5XN2VB4KWD';", "export const sum = 1;");
  expect(await ask({ diff, recent: ["fix: one thing", "feat: another"] })).toEqual({
    text: "fix: add a sum",
    shortened: [],
    withheld: [],
  });
  expect(shown()).toContain("export const sum = 1;");
  expect(shown()).toContain("feat: another");
  expect(shown()).not.toContain("AKIAQ7T3LZ5XN2VB4KWD");
});

test("what stands in the box is kept", async () => {
  server.provider.behave({ kind: "stream", pieces: ["add a sum"] });
  expect(await ask({ diff: diffOf("a.ts", "x"), begun: "#12: " })).toMatchObject({ text: "#12: add a sum" });
});

test("files that are kept from the model are not shown, and told", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Change a"] });
  const diff = diffOf("a.ts", "open") + diffOf("private/b c.ts", "hidden");
  expect(await ask({ diff }, "private/\n")).toEqual({
    text: "Change a",
    shortened: [],
    withheld: ["private/b c.ts"],
  });
  expect(shown()).toContain("open");
  expect(shown()).not.toMatch(/hidden|private/);
  expect(shown()).toContain("1 more files are changed");
});

test("a diff that is too long is cut to the model's window, the largest files first", async () => {
  server.provider.behave({ kind: "stream", pieces: ["Change a lot"] });
  const lines = Array.from({ length: 30_000 }, (_, at) => `line ${String(at)} of the lock file`);
  const answer = await ask({ diff: diffOf("lock.json", ...lines) + diffOf("a.ts", "the last thing") });
  expect(answer).toEqual({ text: "Change a lot", shortened: ["lock.json"], withheld: [] });
  expect(shown()).toContain("the last thing");
  expect(shown()).toMatch(/more lines/);
});

test("a failure comes with advice", async () => {
  server.provider.behave({ kind: "status", status: 401, body: "{}" });
  expect(await ask({ diff: diffOf("a.ts", "x") })).toMatchObject({ failure: { kind: "refused" } });
});
