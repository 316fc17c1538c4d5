import { join } from "node:path";

import { beforeAll, beforeEach, expect, test } from "vitest";

import { createLooking } from "../../../../server/chat/mentions/looking.ts";
import { createPermissions } from "../../../../server/chat/tools/permissions.ts";
import type { World } from "../../../../server/chat/tools/world.ts";
import type { Mention } from "../../../../server/protocol/chat/mention.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { TARGET, type ToolWorld, toolWorld } from "../../../support/tool-world.ts";

const root = temporaryFolder();
const FILES = {
  "src/app.toy": "use shapes\ndef run\n  makeCircle\n",
  "src/b.md": "```js\nx\n```\n",
  "shapes.toy": "def makeCircle\n  radius\n\ndef makeSquare\n  side\n",
  "settings.txt": "name = x\npassword = hunter2hunter2\n",
  "secret/plan.txt": "the plan\n",
  ".keyfillignore": "secret/\n",
};
let w: ToolWorld;
let world: World;

beforeAll(async () => {
  w = await toolWorld(root, FILES);
  world = w.world;
});

beforeEach(() => w.editor({}));

interface More {
  readonly message?: string;
  readonly maxTokens?: number;
}

const looking = () => createLooking(world, createPermissions(join(root, "permissions.json")));
const look = (mention: Mention, { message = "", maxTokens = 4_000 }: More = {}) =>
  looking().look(mention, { message, target: TARGET, maxTokens }, new AbortController().signal);

async function says(mention: Mention, more?: More): Promise<string> {
  const { label, text, problem } = await look(mention, more);
  return `${label}\n${problem === undefined ? text : `✗ ${problem}`}`;
}

const file = (path: string, first?: number, last = first): Mention => ({
  kind: "file",
  uri: w.uri(path),
  ...(first !== undefined && last !== undefined && { lines: { first, last } }),
});

const LOOKS: readonly (readonly [what: string, mention: () => Mention, says: string])[] = [
  [
    "a file",
    () => file("src/app.toy"),
    "app.toy\nsrc/app.toy:\n```toy\nuse shapes\ndef run\n  makeCircle\n```",
  ],
  [
    "lines",
    () => file("src/app.toy", 1, 2),
    "app.toy:2-3\nsrc/app.toy, lines 2 to 3 of 3:\n```toy\ndef run\n  makeCircle\n```",
  ],
  [
    "a line",
    () => file("src/app.toy", 1),
    "app.toy:2\nsrc/app.toy, lines 2 to 2 of 3:\n```toy\ndef run\n```",
  ],
  ["fences", () => file("src/b.md"), "b.md\nsrc/b.md:\n````md\n```js\nx\n```\n````"],
  [
    "a secret",
    () => file("settings.txt", 1),
    "settings.txt:2\nsettings.txt, lines 2 to 2 of 2:\n```txt\npassword = REDACTEDREDACT\n```",
  ],
  [
    "a withheld file",
    () => file("secret/plan.txt"),
    "plan.txt\n✗ There is no plan.txt. Paths begin at the workspace folder, as in src/main.ts.",
  ],
  [
    "outside",
    () => ({ kind: "file", uri: "file:///etc/passwd" }),
    "passwd\n✗ passwd is not in the workspace. Only what is in it can be reached.",
  ],
  ["beyond its end", () => file("src/app.toy", 8), "app.toy:9\n✗ src/app.toy has only 3 lines."],
  [
    "a folder",
    () => ({ kind: "folder", uri: w.uri("src") }),
    "src/\nsrc/\napp.toy\nb.md\n\nsrc/app.toy:\n```toy\nuse shapes\ndef run\n  makeCircle\n```\n\nsrc/b.md:\n````md\n```js\nx\n```\n````",
  ],
  [
    "a withheld folder",
    () => ({ kind: "folder", uri: w.uri("secret") }),
    "secret\n✗ There is no secret. Paths begin at the workspace folder, as in src/main.ts.",
  ],
  [
    "a definition",
    () => ({ kind: "definition", name: "makeSquare" }),
    "makeSquare\nshapes.toy, lines 4 to 5:\n```toy\ndef makeSquare\n  side\n```",
  ],
  [
    "no definition",
    () => ({ kind: "definition", name: "nobody" }),
    "nobody\n✗ nobody is declared nowhere in the workspace.",
  ],
  [
    "uses",
    () => ({ kind: "references", name: "makeCircle" }),
    "uses of makeCircle\nWhere makeCircle is used:\nshapes.toy:1: def makeCircle\nsrc/app.toy:3: makeCircle",
  ],
  ["the tree", () => ({ kind: "tree" }), "tree\nNAME/\nsrc/\n  app.toy\n  b.md\nsettings.txt\nshapes.toy"],
  [
    "pasted text",
    () => ({ kind: "text", name: "pasted.txt", text: "token = ghp_0123456789abcdefghij0123456789abcdef\n" }),
    "pasted.txt\npasted.txt:\n```txt\ntoken = REDACTEDREDACTEDREDACTEDREDACTEDREDACTED\n```",
  ],
  [
    "nothing pasted",
    () => ({ kind: "text", name: "pasted.txt", text: " \n" }),
    "pasted.txt\n✗ There is nothing in it.",
  ],
  [
    "no terminal",
    () => ({ kind: "terminal" }),
    "terminal\n✗ Nothing of the terminal can be read: run a command in it, or select text there.",
  ],
  ["no problems", () => ({ kind: "problems" }), "problems\n✗ The editor shows no problems."],
  ["nothing selected", () => ({ kind: "selection" }), "selection\n✗ Nothing is selected."],
  ["nothing open", () => ({ kind: "open" }), "open files\n✗ No file of the workspace is open."],
  [
    "no git",
    () => ({ kind: "git", what: "changes" }),
    "changes\n✗ The folder is not under git, or git is not installed.",
  ],
  [
    "no picture",
    () => ({ kind: "image", name: "x.svg", mediaType: "image/svg+xml", base64: "" }),
    "x.svg\n✗ Only PNG, JPEG, GIF and WebP pictures can be shown to a model.",
  ],
];

test.each(LOOKS)("%s", async (_, mention, expected) => {
  const name = w.folder.split("/").at(-1) ?? "";
  expect((await says(mention())).replaceAll(w.uri(), "FOLDER").replace(`${name}/\n`, "NAME/\n")).toBe(
    expected,
  );
});

test("the workspace is searched for the words of the message, or for those that are given", async () => {
  expect(await says({ kind: "workspace" }, { message: "Where is the radius?" })).toContain(
    "shapes.toy, lines 1 to 5:\ndef makeCircle\n  radius",
  );
  expect(await says({ kind: "workspace", query: "run shapes" })).toMatch(
    /^workspace: run shapes\nsrc\/app\.toy/,
  );
  expect(await says({ kind: "workspace", query: "the plan" })).not.toContain("plan.txt");
});

test("what is attached before the message is written is no problem yet", async () => {
  expect(await look({ kind: "workspace" })).toEqual({ label: "workspace", text: "" });
});

test("a picture is shown as it is", async () => {
  expect(await look({ kind: "image", name: "a.png", mediaType: "image/png", base64: "AAAA" })).toEqual({
    label: "a.png",
    text: "",
    isImage: true,
  });
});

test("what the editor shows is looked at, as far as it may be seen", async () => {
  const selected = { uri: w.uri("settings.txt"), first: 1, last: 1, text: "password = hunter2hunter2" };
  w.editor({
    selection: () => Promise.resolve(selected),
    tabs: () =>
      Promise.resolve([
        { uri: w.uri("secret/plan.txt") },
        { uri: w.uri("src/app.toy") },
        { uri: "untitled:x" },
      ]),
    terminal: () => Promise.resolve("\u001B[31m$ npm test\u001B[0m\r\npassword = hunter2hunter2\n"),
    problems: () =>
      Promise.resolve([{ uri: w.uri("shapes.toy"), first: 0, last: 0, severity: "warning", message: "odd" }]),
  });
  expect(await says({ kind: "selection" })).toBe(
    "settings.txt:2\nSelected in settings.txt, lines 2 to 2:\n```txt\npassword = REDACTEDREDACT\n```",
  );
  expect(
    await says({ kind: "selection", uri: w.uri("src/app.toy"), lines: { first: 1, last: 1 } }),
  ).toContain("\ndef run\n");
  expect(await says({ kind: "open" })).toBe(
    "open files\nsrc/app.toy:\n```toy\nuse shapes\ndef run\n  makeCircle\n```",
  );
  expect(await says({ kind: "terminal" })).toBe(
    "terminal\nIn the terminal:\n```\n$ npm test\npassword = REDACTEDREDACT\n```",
  );
  expect(await says({ kind: "problems" })).toBe("problems\nProblems:\nshapes.toy:1: warning: odd");
  w.editor({ selection: () => Promise.resolve({ ...selected, uri: w.uri("secret/plan.txt") }) });
  expect(await says({ kind: "selection" })).toBe("plan.txt:2\n✗ This file is kept from the model.");
});

test("no more is shown than there is room for, and what is left out is told", async () => {
  w.write("long.txt", Array.from({ length: 5_000 }, (_, at) => `line ${String(at)}`).join("\n"));
  for (const maxTokens of [50, 500, 5_000]) {
    const { text } = await look(file("long.txt"), { maxTokens });
    expect(world.countTokens(text, TARGET)).toBeLessThanOrEqual(maxTokens);
    expect(world.countTokens(text, TARGET)).toBeGreaterThan(maxTokens * 0.7);
    expect(text).toMatch(/\nline \d+\n… \(the rest is left out: it has no room\)$/);
  }
  w.editor({ terminal: () => Promise.resolve(`${"noise\n".repeat(5_000)}the end\n`) });
  const { text } = await look({ kind: "terminal" }, { maxTokens: 100 });
  expect(text).toMatch(/left out[^]*the end\n```$/);
});

test("of a folder, files that have no room are named", async () => {
  const long = "a line that is long enough\n".repeat(500);
  const { world, uri } = await toolWorld(root, { "a/long.txt": long, "a/short.txt": "short\n" });
  const looking = createLooking(world, createPermissions(join(root, "none.json")));
  const about = { message: "", target: TARGET, maxTokens: 200 };
  const { text } = await looking.look({ kind: "folder", uri: uri("a") }, about, new AbortController().signal);
  expect(text).toBe(
    "a/\nlong.txt\nshort.txt\n\na/short.txt:\n```txt\nshort\n```\n\nWithout room for 1 more: long.txt",
  );
});

test("an editor that fails makes a mention a problem, and nothing worse", async () => {
  w.editor({ terminal: () => Promise.reject(new Error("gone")) });
  expect(await says({ kind: "terminal" })).toBe("terminal\n✗ It could not be looked up: gone");
});
