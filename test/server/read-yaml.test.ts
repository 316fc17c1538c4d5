import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";
import * as z from "zod/mini";

import { inPlainEnglish } from "../support/in-plain-english.ts";
import { inEnglish } from "../../server/completion/told.ts";
import { parseYaml, readFolder } from "../../server/read-yaml.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const schema = z.strictObject({
  name: z.string(),
  limits: z.strictObject({ tokens: z.int().check(z.positive()) }),
});

function check(text: string, mistakes: readonly string[]) {
  test(`${JSON.stringify(text)} → ${mistakes.join(" ") || "right"}`, () => {
    const parsed = parseYaml(text, "x.yaml", schema);
    expect(
      parsed.ok ? [] : parsed.mistakes.map((mistake) => inEnglish(mistake).replace(/(:\d+:\d+):.*/s, "$1")),
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
check("name: a\nlimits: *none\n", ["x.yaml:2:9"]);
check(`name: &a [x]\n${bomb()}`, ["x.yaml:1:1"]);
check("", ["x.yaml:1:1", "x.yaml:1:1"]);

/** Each line says the one before it ten times. */
function bomb(): string {
  const lines = ["b", "c", "d", "e"].map((name, at) => {
    const before = "*" + (["a", "b", "c", "d"][at] ?? "");
    return `${name}: &${name} [${Array.from({ length: 10 }, () => before).join(", ")}]\n`;
  });
  return lines.join("");
}

test("a mistake is told in words", () => {
  const told = parseYaml("limits: { tokens: -1 }\n", "x.yaml", schema);
  expect(inPlainEnglish(told)).toEqual({
    ok: false,
    mistakes: ["x.yaml:1:11: limits.tokens: must be more than 0", "x.yaml:1:1: name is missing"],
  });
});

const folder = temporaryFolder();
const mixed = temporaryFolder();

test("a folder's good files count, and its bad ones are named", async () => {
  await writeFile(join(folder, "good.yaml"), "name: a\nlimits: { tokens: 1 }\n");
  await writeFile(join(folder, "bad.yml"), "name: 1\nlimits: { tokens: 1 }\n");
  await writeFile(join(folder, "notes.txt"), "not a provider");
  const { entries, mistakes } = await readFolder(folder, schema);
  expect([...entries.keys()]).toEqual(["good"]);
  expect(mistakes).toHaveLength(1);
  expect(mistakes.map(inEnglish)[0]).toContain("bad.yml:1:1");
});

test("what cannot be read is named, and what an editor leaves behind is passed over", async () => {
  const odd = join(folder, "odd");
  await mkdir(join(odd, "old.yaml"), { recursive: true });
  await symlink("nowhere", join(odd, ".#good.yaml"));
  await writeFile(join(odd, "good.yaml"), "name: a\nlimits: { tokens: 1 }\n");
  const { entries, mistakes } = await readFolder(odd, schema);
  expect([...entries.keys()]).toEqual(["good"]);
  expect(inPlainEnglish(mistakes)).toEqual([`${join(odd, "old.yaml")} cannot be read (EISDIR)`]);
});

test("a folder that is not there is empty", async () => {
  expect(await readFolder("/nowhere/at/all", schema)).toEqual({ entries: new Map(), mistakes: [] });
});

test("a folder may hold files of several forms, and JSON", async () => {
  await writeFile(join(mixed, "a.yaml"), "one: 1\n");
  await writeFile(join(mixed, "b.json"), '{ "two": 2 }');
  await writeFile(join(mixed, "c.yaml"), "two: x\n");
  const { entries, mistakes } = await readFolder<string>(mixed, (value, name) =>
    Object.hasOwn(Object(value), "one")
      ? z.pipe(
          z.strictObject({ one: z.number() }),
          z.transform(() => `${name} is one`),
        )
      : z.pipe(
          z.strictObject({ two: z.number() }),
          z.transform(() => `${name} is two`),
        ),
  );
  expect([...entries.values()]).toEqual(["a is one", "b is two"]);
  expect(mistakes).toHaveLength(1);
  expect(mistakes.map(inEnglish)[0]).toContain("c.yaml:1:1: two:");
});
