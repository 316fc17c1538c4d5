import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { createLooking } from "../../../../server/chat/mentions/looking.ts";
import { createPermissions } from "../../../../server/chat/tools/permissions.ts";
import type { Mention } from "../../../../server/protocol/chat/mention.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { TARGET, type ToolWorld, toolWorld } from "../../../support/tool-world.ts";

const root = temporaryFolder();
let w: ToolWorld;

beforeAll(async () => {
  w = await toolWorld(root, {
    "a.txt": "on disk\n",
    "secret/plan.txt": "the plan\n",
    ".keyfillignore": "secret/\n",
  });
  symlinkSync(join(w.folder, "secret", "plan.txt"), join(w.folder, "link.txt"));
});

async function says(mention: Mention, world = w.world): Promise<string> {
  const looking = createLooking(world, createPermissions(join(root, "permissions.json")));
  const about = { message: "", target: TARGET, maxTokens: 1_000 };
  const { label, text, problem } = await looking.look(mention, about, new AbortController().signal);
  return `${label}\n${problem === undefined ? text : `✗ ${problem}`}`;
}

const shown = (uri: string) => says({ kind: "file", uri });
const selected = (uri: string) => {
  w.editor({ selection: () => Promise.resolve({ uri, first: 0, last: 0, text: "the plan" }) });
  return says({ kind: "selection" });
};

test("an open document is shown as the editor has it", async () => {
  w.open("a.txt", "not saved\n");
  expect(await shown(w.uri("a.txt"))).toContain("not saved");
  w.close("a.txt");
  expect(await shown(w.uri("a.txt"))).toContain("on disk");
});

test("a user may show what they have open from elsewhere, and a file without a folder", async () => {
  const lines = ['password = "hunter2hunter2"\n', "two\n", ""];
  const uri = "untitled:Untitled-1";
  const open = { ...w.world, openDocuments: () => [{ uri, lines }] };
  expect(await says({ kind: "file", uri }, open)).toMatch(/^Untitled-1\n[^]*REDACTED[^]*two/);
  expect(
    await says({ kind: "file", uri, lines: { first: 1, last: 1 } }, { ...open, folders: () => [] }),
  ).toContain("lines 2 to 2 of 2");
  const elsewhere = "file:///elsewhere/notes.txt";
  expect(await says({ kind: "file", uri: elsewhere })).toContain("✗ notes.txt is not in the workspace");
  expect(
    await says(
      { kind: "file", uri: elsewhere },
      { ...w.world, openDocuments: () => [{ uri: elsewhere, lines }] },
    ),
  ).toContain("two");
});

test("what is kept from the model is not shown because it is open, nor by way of a link", async () => {
  for (const path of ["secret/plan.txt", "link.txt"]) {
    w.open(path, "the plan\n");
    expect(await shown(w.uri(path))).toMatch(/✗ There is no/);
    expect(await selected(w.uri(path))).toMatch(/✗ This file is kept/);
    w.close(path);
  }
  expect(await selected("file:///elsewhere/notes.txt")).toContain("the plan");
});
