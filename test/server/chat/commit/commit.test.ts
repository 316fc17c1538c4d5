/** The message of a commit: the diff taken apart and made to fit, and the answer as it goes into the box. */
import { expect, test } from "vitest";

import { commitText, messageFrom } from "../../../../server/chat/commit/commit-message.ts";
import { filesOf } from "../../../../server/chat/commit/diff-files.ts";
import { fitFiles } from "../../../../server/chat/commit/fit-files.ts";

const heads: readonly (readonly [path: string, head: string])[] = [
  [
    "src/a.ts",
    "diff --git a/src/a.ts b/src/a.ts\nindex 1..2 100644\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-x\n+y\n",
  ],
  [
    "new.ts",
    "diff --git a/new.ts b/new.ts\nnew file mode 100644\n--- /dev/null\n+++ b/new.ts\n@@ -0,0 +1 @@\n+y\n",
  ],
  [
    "old.ts",
    "diff --git a/old.ts b/old.ts\ndeleted file mode 100644\n--- a/old.ts\n+++ /dev/null\n@@ -1 +0,0 @@\n-y\n",
  ],
  [
    "to b.ts",
    "diff --git a/from.ts b/to b.ts\nsimilarity index 100%\nrename from from.ts\nrename to to b.ts\n",
  ],
  [
    "with space.ts",
    "diff --git a/with space.ts b/with space.ts\n--- a/with space.ts\t\n+++ b/with space.ts\t\n@@ -1 +1 @@\n-x\n+y\n",
  ],
  [
    "pic.png",
    "diff --git a/pic.png b/pic.png\nindex 1..2 100644\nBinary files a/pic.png and b/pic.png differ\n",
  ],
  ["run.sh", "diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n"],
  [
    'größe "q".md',
    'diff --git "a/gr\\303\\266\\303\\237e \\"q\\".md" "b/gr\\303\\266\\303\\237e \\"q\\".md"\n--- "a/gr\\303\\266\\303\\237e \\"q\\".md"\n+++ "b/gr\\303\\266\\303\\237e \\"q\\".md"\n@@ -1 +1 @@\n-x\n+y\n',
  ],
  [
    "both.ts",
    "diff --cc both.ts\nindex 1,2..3\n--- a/both.ts\n+++ b/both.ts\n@@@ -1,1 -1,1 +1,1 @@@\n- x\n++y\n",
  ],
  // What a hunk says is no head.
  [
    "q.sql",
    "diff --git a/q.sql b/q.sql\n--- a/q.sql\n+++ b/q.sql\n@@ -1,2 +1,2 @@\n--- a/other\n+++ b/other\n",
  ],
];

test.for(heads)("%s", ([path, head]) => {
  expect(filesOf(head).map((file) => file.path)).toEqual([path]);
});

test("all of them together are the same files, with nothing lost", () => {
  const diff = heads.map(([, head]) => head).join("");
  expect(filesOf(diff).map(({ path }) => path)).toEqual(heads.map(([path]) => path));
  expect(
    filesOf(diff)
      .map(({ text }) => text)
      .join(""),
  ).toBe(diff);
  expect(filesOf("")).toEqual([]);
});

const count = (text: string) => text.length;
const file = (path: string, lines: number) => ({ path, text: `${path}\n${"+ line\n".repeat(lines)}` });

test("what fits is shown as it is; else the large ones are shortened, and the small ones are not", () => {
  const files = [file("lock", 1000), file("a", 3), file("b", 5)];
  const whole = files.map(({ text }) => text).join("");
  expect(fitFiles(files, whole.length, count)).toEqual({ text: whole, shortened: [] });
  const fitted = fitFiles(files, 700, count);
  expect(fitted.shortened).toEqual(["lock"]);
  expect(fitted.text.length).toBeLessThanOrEqual(700);
  expect(fitted.text.length).toBeGreaterThan(650);
  expect(fitted.text).toMatch(/^lock\n(?:\+ line\n)+\[… \d+ more lines\]\na\n/);
  expect(
    fitted.text.endsWith(
      files
        .slice(1)
        .map(({ text }) => text)
        .join(""),
    ),
  ).toBe(true);
});

test("with no room at all nothing is shown, and all of it is told", () => {
  expect(fitFiles([file("a", 3), file("b", 3)], 5, count)).toEqual({ text: "", shortened: ["a", "b"] });
});

const answers: readonly (readonly [answer: string, begun: string, message: string])[] = [
  ["Add a sum\n\nBecause.\n", "", "Add a sum\n\nBecause."],
  ["```\nAdd a sum\n```", "", "Add a sum"],
  ["```text\nAdd a sum\n\nBecause.\n```\n", "", "Add a sum\n\nBecause."],
  ['"Add a sum"', "", "Add a sum"],
  ["`sum` adds `x`", "", "`sum` adds `x`"],
  ["feat: add a sum", "feat: ", "feat: add a sum"],
  ["Add a sum", "feat:", "feat: Add a sum"],
  ["fix the sum", "Fix", "Fix the sum"],
];

test.for(answers)("%j behind %j", ([answer, begun, message]) => {
  expect(messageFrom(answer, begun)).toBe(message);
});

test("the style of the last commits is asked for, and what is not shown is told", () => {
  const text = commitText({
    diff: "+x",
    shortened: ["lock"],
    withheld: 2,
    recent: ["fix: y"],
    begun: "fix:",
  });
  expect(text).toContain("```\nfix: y\n```");
  expect(text).toContain("```\n+x\n```");
  expect(text).toContain("Of these files not all is shown: lock.");
  expect(text).toContain("2 more files are changed");
  expect(text).toContain("```\nfix:\n```");
});
