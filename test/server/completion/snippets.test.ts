/** Which snippets are taken: the first of those that were found, whatever each source's own score says. */
import { expect, test } from "vitest";

import type { Snippet } from "../../../server/completion/ports.ts";
import { chooseSnippets } from "../../../server/completion/prompt/snippets.ts";

const snippet = (path: string, more: Partial<Snippet> = {}): Snippet => ({
  path,
  text: "x\n",
  score: 0.5,
  source: "test",
  ...more,
});

const pathsOf = (snippets: readonly Snippet[], budget: number) =>
  chooseSnippets(snippets, budget, () => 1).snippets.map(({ path }) => path);

test("those that were put first, though another source's figure is higher", () => {
  const found = [snippet("b.py", { score: 0.1 }), snippet("a.py", { score: 0.9 })];
  expect(pathsOf(found, 1)).toEqual(["b.py"]);
});

test("lasting ones by their paths, then those that change, the best of them next to the cursor", () => {
  const changing = [snippet("d.py", { volatile: true }), snippet("c.py", { volatile: true })];
  expect(pathsOf([snippet("b.py"), ...changing, snippet("a.py")], 9)).toEqual([
    "a.py",
    "b.py",
    "c.py",
    "d.py",
  ]);
});
