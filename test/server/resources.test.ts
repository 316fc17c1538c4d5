import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";
import { z } from "zod";

import { readResources } from "../../server/knowledge.ts";
import { parseYaml, readFolder } from "../../server/resources.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const schema = z.strictObject({ name: z.string(), limits: z.strictObject({ tokens: z.int().positive() }) });

function check(text: string, mistakes: readonly string[]) {
  test(`${JSON.stringify(text)} → ${mistakes.join(" ") || "right"}`, () => {
    const parsed = parseYaml(text, "x.yaml", schema);
    expect(
      parsed.ok ? [] : parsed.mistakes.map((mistake) => mistake.replace(/(:\d+:\d+):.*/s, "$1")),
    ).toEqual(mistakes);
  });
}

check("name: a\nlimits:\n  tokens: 5\n", []);
check("name: a\nlimits:\n  tokens: five\n", ["x.yaml:3:3"]);
check("name: a\nlimits:\n  tokens: -1\n", ["x.yaml:3:3"]);
check("name: a\nlimits:\n  tokens: 5\n  tokns: 6\n", ["x.yaml:4:3"]);
check("name: 1\nlimits:\n  tokens: x\n", ["x.yaml:1:1", "x.yaml:3:3"]);
check("nmae: a\nlimits: { tokens: 1 }\n", ["x.yaml:1:1", "x.yaml:1:1"]);
check("name: a\n", ["x.yaml:1:1"]);
check("name: [a\n", ["x.yaml:2:1"]);
check("", ["x.yaml:1:1", "x.yaml:1:1"]);

const folder = temporaryFolder();

test("a folder's good files count, and its bad ones are named", async () => {
  await writeFile(join(folder, "good.yaml"), "name: a\nlimits: { tokens: 1 }\n");
  await writeFile(join(folder, "bad.yml"), "name: 1\nlimits: { tokens: 1 }\n");
  await writeFile(join(folder, "notes.txt"), "not a provider");
  const { entries, mistakes } = await readFolder(folder, schema);
  expect([...entries.keys()]).toEqual(["good"]);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toContain("bad.yml:1:1");
});

test("a folder that is not there is empty", async () => {
  expect(await readFolder("/nowhere/at/all", schema)).toEqual({ entries: new Map(), mistakes: [] });
});

const shipped = join(import.meta.dirname, "..", "..", "resources");

test("everything in resources/ is right", async () => {
  const { mistakes, provider } = await readResources(shipped);
  expect(mistakes).toEqual([]);
  for (const file of await readdir(join(shipped, "providers"))) {
    expect(provider(file.replace(".yaml", ""))).toBeDefined();
  }
});

test.for([
  ["qwen2.5-coder:1.5b-base", true],
  ["Qwen/Qwen2.5-Coder-7B", true],
  ["qwen3-coder-30b-a3b", true],
  ["gpt-4o", false],
  ["my-qwen2.5-coder", false],
] as const)("model %s is known: %s", async ([name, known]) => {
  const { model } = await readResources(shipped);
  expect(model(name, undefined) !== undefined).toBe(known);
  expect(model(name, "qwen-coder")).toBeDefined();
});
