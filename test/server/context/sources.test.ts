/** What each source finds: over a workspace on disk, its index, and documents that are open. */
import { beforeAll, expect, test } from "vitest";

import type { Snippet } from "../../../server/completion/ports.ts";
import type { Place, Snapshot } from "../../../server/completion/request.ts";
import { splitLines } from "../../../server/completion/lines.ts";
import { ANSWERS } from "../../../server/context/index/answers/answers.ts";
import { indexOf } from "../../../server/context/index/local-index.ts";
import { Views } from "../../../server/context/index/views.ts";
import { Vocabulary } from "../../../server/context/line-words.ts";
import { RecentEdits } from "../../../server/context/recent-edits.ts";
import type { Asker, Source } from "../../../server/context/source.ts";
import type { Index } from "../../../server/context/sources/ask-index.ts";
import { counterpart } from "../../../server/context/sources/counterpart.ts";
import { dependencyManifest } from "../../../server/context/sources/dependency-manifest.ts";
import { editorDefinitions } from "../../../server/context/sources/editor-definitions.ts";
import { nameAtCursor } from "../../../server/context/sources/name-at-cursor.ts";
import { problems } from "../../../server/context/sources/problems.ts";
import { shownLines } from "../../../server/context/sources/shown-lines.ts";
import { similarWindows } from "../../../server/context/sources/similar-windows.ts";
import { createPrivacy } from "../../../server/privacy/privacy.ts";
import { ANYONE } from "../../../server/privacy/recipient.ts";
import { folderWith, indexed, uriOf } from "../../support/indexed-folder.ts";
import { placeIn } from "../../support/marked-text.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const FILES = {
  "src/parse.toy": "def parse\n",
  "src/parse.test.toy": "def parses_nothing\n",
  "src/shapes.h.toy": "def area\n",
  "tests/test_parse.toy": "def parses_all\n",
  "tests/other_test.toy": "def other_case\n",
  "web/package.json":
    '{\n  "name": "react",\n  "dependencies": {\n    "@vue/core": "^3.1.0",\n    "left": "1",\n    "zod": "4.1.0",\n    "zod-form": "2.0.0"\n  }\n}\n',
  "pyproject.toml":
    '[project]\ndependencies = [\n  "requests>=2.31",\n  "PyYAML==6",\n  "typing-extensions>=4",\n]\n',
  "go.mod":
    "module example.com/own\n\nrequire (\n\tgithub.com/spf13/cobra v1.8.0\n\tgithub.com/other/thing v0.1.0\n)\n",
  "Cargo.toml": '[dependencies]\nserde_json = "1.0"\ntokio = { version = "1" }\n',
};

let folder = "";
let index: Index;
const privacy = createPrivacy({ folders: () => [], now: () => 0 });

beforeAll(async () => {
  folder = folderWith(temporaryFolder(), FILES);
  const workspace = await indexed(folder);
  const held = { workspace, ...new Views(indexOf(workspace), privacy).of(ANYONE) };
  // The thread's own way to its answers.
  index = { ask: async (name, asked) => ANSWERS[name](held, asked) };
});

function document(path: string, text: string, languageId = "toy"): Snapshot {
  return { uri: uriOf(folder, path), path, languageId, version: 1, lines: splitLines(text) };
}

function asker(documents: readonly Snapshot[] = []): Asker {
  const show: Asker["show"] = (part) => privacy.show(part, ANYONE);
  return { to: ANYONE, documents, show, signal: new AbortController().signal };
}

const at = (path: string, marked: string, languageId = "toy"): Place =>
  placeIn(marked, { uri: uriOf(folder, path), path, languageId });

async function texts(
  source: Source,
  place: Place,
  documents?: readonly Snapshot[],
): Promise<readonly string[]> {
  const found = await source.find(place, asker(documents));
  return found.map(({ text }: Snippet) => text);
}

const COUNTERPARTS: readonly (readonly [path: string, heads: readonly string[]])[] = [
  ["src/parse.toy", ["def parses_nothing\n", "def parses_all\n"]],
  ["src/parse.test.toy", ["def parse\n", "def parses_all\n"]],
  ["tests/test_parse.toy", ["def parse\n", "def parses_nothing\n"]],
  ["src/area.toy", []],
];

test.each(COUNTERPARTS)("the counterparts of %s declare %j", async (path, heads) => {
  expect((await texts(counterpart(index), at(path, "▮"))).toSorted()).toEqual(heads.toSorted());
});

const NAMES: readonly (readonly [marked: string, heads: readonly string[]])[] = [
  ["parses_all▮", ["def parses_all\n"]],
  ["call parses_all(▮", ["def parses_all\n"]],
  ["parses_all is long ago ▮", []],
  ["def parse▮", []],
  ["unknown▮", []],
];

test.each(NAMES)("behind the name in %s stands %j", async (marked, heads) => {
  expect(await texts(nameAtCursor(index), at("src/parse.toy", marked))).toEqual(heads);
});

const MANIFESTS: readonly (readonly [path: string, languageId: string, text: string, lines: string])[] = [
  ["web/src/a.ts", "typescript", 'import { z } from "zod/mini";\n', '    "zod": "4.1.0",\n'],
  [
    "web/a.ts",
    "typescript",
    'import v from "@vue/core/x";\nimport "./left";\n',
    '    "@vue/core": "^3.1.0",\n',
  ],
  [
    "a.py",
    "python",
    "import os\nfrom typing_extensions import Self\nimport requests.auth\n",
    '  "requests>=2.31",\n  "typing-extensions>=4",\n',
  ],
  [
    "cmd/a.go",
    "go",
    'import (\n\t"fmt"\n\t"github.com/spf13/cobra/doc"\n)\n',
    "\tgithub.com/spf13/cobra v1.8.0\n",
  ],
  ["src/a.rs", "rust", "use serde_json::Value;\nuse std::fs;\n", 'serde_json = "1.0"\n'],
  ["a.ts", "typescript", 'import { z } from "zod";\n', ""],
];

test.each(MANIFESTS)(
  "what %s imports, the manifest of %s names: %j",
  async (path, languageId, text, lines) => {
    expect((await texts(dependencyManifest(), at(path, `${text}▮`, languageId))).join("")).toBe(lines);
  },
);

test("of the open documents the lines most like those at the cursor are shown, without their secrets", async () => {
  const noise = Array.from({ length: 60 }, (_, line) => `unrelated noise${String(line)}\n`).join("");
  const alike =
    'order = fetch_order(session, customer)\npassword = "Planted-Passw0rd!"\nship(order, customer)\n';
  const found = await texts(
    similarWindows(),
    at("a.toy", "order = fetch_order(session)\nship(order, customer)\n▮"),
    [document("b.toy", noise + alike + noise), document("c.toy", noise)],
  );
  expect(found).toHaveLength(1);
  expect(found[0]).toContain("ship(order, customer)");
  expect(found[0]).not.toContain("Planted");
});

test("sliding finds the same windows as comparing each anew", () => {
  const vocabulary = new Vocabulary();
  const word = (seed: number) => `word${String((seed * 7919) % 23)}`;
  const lines = Array.from(
    { length: 90 },
    (_, line) => `${word(line)} ${word(line * line)} ${word(line >> 2)}\n`,
  );
  const asked = ["word3 word4 word11\n", "word19 absent word3"];
  for (const height of [1, 7, 40, 200]) {
    const set = (text: string) => new Set(text.match(/\w+/g));
    const wanted = set(asked.join(""));
    const score = (start: number) => {
      const words = set(lines.slice(start, start + height).join(""));
      return words.intersection(wanted).size / words.union(wanted).size;
    };
    const best = Math.max(
      ...lines.slice(0, Math.max(1, lines.length - height + 1)).map((_, start) => score(start)),
    );
    for (let times = 0; times < 2; times++) {
      const read = vocabulary.read(lines);
      const found = vocabulary.bestWindow(read, vocabulary.ask(asked), height);
      expect(found.score).toBeCloseTo(best, 10);
      expect(score(found.start)).toBeCloseTo(found.score, 10);
      const other = vocabulary.windowAt(read, vocabulary.ask(asked), { first: 5, height });
      expect(other.score).toBeCloseTo(score(5), 10);
    }
  }
});

/** Each state of a document after the other, and what of it counts as edited at last, lines from 0. */
const EDITS: readonly (readonly [what: string, states: readonly string[], edited: readonly string[]])[] = [
  ["nothing was edited", ["a\nb\n"], []],
  ["one line", ["a\nb\nc\n", "a\nB\nc\n"], ["1-1"]],
  ["typing goes on", ["a\nb\nc\n", "a\nB\nc\n", "a\nB\nnew\nc\n"], ["1-2"]],
  [
    "lines above move it",
    ["a\n1\n2\n3\n4\n5\n6\n7\nb\n", "a\n1\n2\n3\n4\n5\n6\n7\nB\n", "x\ny\na\n1\n2\n3\n4\n5\n6\n7\nB\n"],
    ["10-10", "0-1"],
  ],
  ["removed lines", ["a\nb\nc\nd\n", "a\nd\n"], ["1-1"]],
  ["another branch", ["a\n", "b\n".repeat(200)], []],
];

test.each(EDITS)("edited: %s", (_, states, edited) => {
  const edits = new RecentEdits();
  for (const state of states) edits.changed(document("a.toy", state));
  expect(edits.all().map(({ start, end }) => `${String(start)}-${String(end)}`)).toEqual(edited);
});

const editedLines = (edits: RecentEdits) =>
  shownLines({ name: "recent edits", weight: 1, maxLines: 30, ranges: () => edits.all() });

test("what was edited last elsewhere comes first, and changes from one keystroke to the next", async () => {
  const edits = new RecentEdits();
  const open = (path: string, text: string) => {
    const opened = document(path, text);
    edits.changed(opened);
    return opened;
  };
  for (const path of ["a.toy", "b.toy"]) open(path, "one\ntwo\n");
  const documents = [open("a.toy", "one\nTWO\n"), open("b.toy", "ONE\ntwo\n")];
  const found = await editedLines(edits).find(at("c.toy", "▮"), asker(documents));
  const best = found.toSorted((a, b) => b.score - a.score);
  expect(best.map(({ path, volatile }) => [path, volatile])).toEqual([
    ["b.toy", true],
    ["a.toy", true],
  ]);
  edits.closed("nothing");
  expect(await texts(editedLines(edits), at("c.toy", "▮"), [])).toEqual([]);
});

test("of many lines that were looked at, the middle is shown, as far as there are lines", async () => {
  const open = document("a.toy", Array.from({ length: 10 }, (_, line) => `line${String(line)}\n`).join(""));
  const looked = (start: number, end: number) =>
    shownLines({ name: "viewed", weight: 1, maxLines: 2, ranges: () => [{ uri: open.uri, start, end }] });
  expect(await texts(looked(2, 7), at("c.toy", "▮"), [open])).toEqual(["line4\nline5\n"]);
  expect(await texts(looked(9, 900), at("c.toy", "▮"), [open])).toEqual(["line9\n"]);
});

test("what is wrong near the cursor is told, the nearest first, and nothing of elsewhere", async () => {
  const { uri } = document("a.toy", "");
  const problem = (line: number, message: string) => ({ uri, line, message });
  const source = problems(() => ({
    viewed: [],
    problems: [
      problem(60, "far"),
      problem(3, "near"),
      problem(1, "here\n  and\tthere"),
      { uri: "file:///b", line: 1, message: "other" },
    ],
  }));
  expect(await texts(source, at("a.toy", "one\ntwo▮"))).toEqual(["line 2: here and there\nline 4: near\n"]);
  expect(await texts(source, at("c.toy", "▮"))).toEqual([]);
});

test("what the editor finds defined elsewhere is shown as the index has it; an editor may know nothing", async () => {
  const asked: unknown[] = [];
  const spots = [
    { uri: uriOf(folder, "src/parse.toy"), line: 0 },
    { uri: "file:///usr/lib/other.toy", line: 3 },
  ];
  const editor = (answer: typeof spots) =>
    editorDefinitions(
      {
        view: () => ({ viewed: [], problems: [] }),
        definitions(at) {
          asked.push(at.characters);
          return Promise.resolve(answer);
        },
      },
      index,
    );
  expect(await texts(editor(spots), at("c.toy", "parse.unk▮"))).toEqual(["def parse\n"]);
  expect(asked).toEqual([[0]]);
  expect(await texts(editor([]), at("c.toy", "parse.▮"))).toEqual([]);
});
