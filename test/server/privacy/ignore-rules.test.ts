import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { editorGlobs } from "../../../server/privacy/editor-globs.ts";
import { isIgnored, parseIgnoreRules } from "../../../server/privacy/ignore-rules.ts";
import { random } from "../../support/random.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();
execFileSync("git", ["-C", folder, "init", "--quiet"]);

/** What git leaves out of these paths. */
function ignoredByGit(rules: readonly string[], paths: readonly string[]): ReadonlySet<string> {
  writeFileSync(join(folder, ".gitignore"), `${rules.join("\n")}\n`);
  // An answer that leaves out nothing is an error to git.
  const script = `git -C "${folder}" check-ignore --no-index -z --stdin || true`;
  const answer = execFileSync("sh", ["-c", script], { input: `${paths.join("\0")}\0`, encoding: "utf8" });
  return new Set(answer.split("\0"));
}

const PIECES =
  "a b c ab foo . - ! # \\  * ** ? [ab] [!a] [^b] [a-c] [[:alpha:]] []a] [a-] [\\]] [ ] \\* \\a / / /".split(
    " ",
  );
const NAMES = ["a", "b", "c", "ab", "foo", "a b", "#a", "!a", "*", "]", "[", "-", ".a", "a.", "abc", "foo "];

test("rules as git reads them, thousands at random", () => {
  const below = random(11);
  const pick = (of: readonly string[]) => of[below(of.length)] ?? "";
  const many = <T>(most: number, make: () => T) => Array.from({ length: 1 + below(most) }, make);
  let ignored = 0;
  for (let round = 0; round < 80; round++) {
    const rules = many(
      3,
      () => pick(["", "", "!"]) + many(5, () => pick(PIECES)).join("") + pick(["", "", "/"]),
    );
    const paths = Array.from({ length: 60 }, () => many(4, () => pick(NAMES)).join("/"));
    const expected = ignoredByGit(rules, paths);
    const parsed = parseIgnoreRules(rules.join("\n"));
    ignored += expected.size - 1;
    expect({ rules, ignored: paths.filter((path) => isIgnored(path, parsed)) }).toEqual({
      rules,
      ignored: paths.filter((path) => expected.has(path)),
    });
  }
  expect(ignored).toBeGreaterThan(100);
});

test.for([
  ["**/.git", "a/.git/config .git/x", "a/git"],
  ["**/*.{js,js.map}", "a.js b/c.js.map", "a.ts js"],
  ["out", "out/a.js", "src/out/a.js"],
  ["**/{a,b}/{c,d}.txt", "a/c.txt x/b/d.txt", "a/e.txt"],
  ["*.log", "a.log", "x/a.log"],
])("VS Code's %s leaves out %s, and not %s", ([glob = "", hidden = "", shown = ""]) => {
  const rules = editorGlobs({ [glob]: true });
  for (const path of hidden.split(" ")) expect(isIgnored(path, rules), path).toBe(true);
  for (const path of shown.split(" ")) expect(isIgnored(path, rules), path).toBe(false);
});

test("what VS Code is told not to hide, or to hide only beside something, is not hidden", () => {
  expect(editorGlobs({ "**/a": false, "**/*.js": { when: "$(basename).ts" } })).toEqual([]);
});

test("stars take no time out of proportion", () => {
  const rules = parseIgnoreRules(`${"*a".repeat(60)}b\n${"**/a/".repeat(60)}b\n`);
  expect(isIgnored("a/".repeat(500) + "a".repeat(5000), rules)).toBe(false);
});
