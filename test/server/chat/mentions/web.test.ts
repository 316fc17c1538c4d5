import { join } from "node:path";

import { expect, test } from "vitest";

import { createLooking } from "../../../../server/chat/mentions/looking.ts";
import { createPermissions } from "../../../../server/chat/tools/permissions.ts";
import type { World } from "../../../../server/chat/tools/world.ts";
import type { Mention } from "../../../../server/protocol/chat/mention.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { TARGET, toolWorld } from "../../../support/tool-world.ts";

const root = temporaryFolder();
const about = { message: "", target: TARGET, maxTokens: 1_000 };

test("a page is fetched only when the user says so, and is not asked for twice", async () => {
  const asked: string[] = [];
  const get: World["get"] = (url) => {
    asked.push(url);
    const body = (async function* () {
      yield Buffer.from("<h1>Docs</h1>");
    })();
    return Promise.resolve({ status: 200, headers: { "content-type": "text/html" }, body });
  };
  const w = await toolWorld(root, {}, { get });
  const looking = () => createLooking(w.world, createPermissions(join(root, "permissions.json")));
  const says = async (mention: Mention) => {
    const { label, text, problem } = await looking().look(mention, about, new AbortController().signal);
    return `${label}\n${problem === undefined ? text : `✗ ${problem}`}`;
  };
  const confirmed: string[] = [];
  let answer: "once" | "always" | null = null;
  w.editor({
    mayFetch: ({ url }) => {
      confirmed.push(url);
      return Promise.resolve(answer);
    },
  });
  const at: Mention = { kind: "web", url: "docs.example/page" };
  expect(await says(at)).toBe("docs.example/page\n✗ It was not fetched: you did not allow it.");
  expect(asked).toEqual([]);
  answer = "once";
  const one = looking();
  for (let times = 0; times < 2; times++)
    expect(await one.look(at, about, new AbortController().signal)).toEqual({
      label: "docs.example/page",
      text: "https://docs.example/page\n\n# Docs",
    });
  expect([confirmed, asked]).toEqual([
    ["https://docs.example/page", "https://docs.example/page"],
    ["https://docs.example/page", "https://docs.example/page"],
  ]);
  answer = "always";
  await says(at);
  answer = null;
  expect(await says({ kind: "web", url: "https://docs.example/other" })).toContain("# Docs");
  expect(await says({ kind: "web", url: "https://elsewhere.example/" })).toContain("✗");
  expect(await says({ kind: "web", url: "file:///etc/passwd" })).toContain("✗ This is no address.");
});
