/** The user's own prompts, asked of the built server: those of a workspace count where it is trusted. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { chatAsker } from "../../support/chat-page.ts";
import { runningServer } from "../../support/running-server.ts";

const server = runningServer();

async function names(trusted: boolean) {
  const folder = join(server.home, "work");
  for (const [place, name] of [
    [server.home, "prompts/mine.md"],
    [folder, ".keyfill/prompts/theirs.md"],
  ] as const) {
    await mkdir(join(place, name, ".."), { recursive: true });
    await writeFile(join(place, name), "Say hello.");
  }
  const client = await server.start({ folder, initializationOptions: { trusted } });
  const { prompts } = await chatAsker(client)("prompts", {});
  return prompts.map(({ name, shared }) => [name, shared]);
}

test("in a workspace that is trusted there are both", async () => {
  expect(await names(true)).toEqual([
    ["mine", false],
    ["theirs", true],
  ]);
});

test("in one that is not there are the user's alone", async () => {
  expect(await names(false)).toEqual([["mine", false]]);
});
