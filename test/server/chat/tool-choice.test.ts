/** Which tools are left out by what the user has written, and what is written after a choice. */
import { expect, test } from "vitest";

import { isLeftOut, leavingOut } from "../../../server/protocol/chat/tool-choice.ts";

const PATTERNS: readonly (readonly [pattern: string, name: string, leftOut: boolean])[] = [
  ["run_task", "run_task", true],
  ["run_task", "run_tasks", false],
  ["run_task", "my_run_task", false],
  ["mcp_*", "mcp_github_search", true],
  ["mcp_*", "mcp_", true],
  ["mcp_*", "a_mcp_b", false],
  ["*_file", "read_file", true],
  ["*_file", "read_files", false],
  ["*", "anything", true],
  ["mcp_*_search_*", "mcp_a_search_b", true],
  ["mcp_*_search_*", "mcp_a_find_b", false],
  ["aa*aa", "aaa", false],
  ["a*b*a", "aba", true],
  ["a*b*b", "ab", false],
  ["a.c", "abc", false],
  ["", "abc", false],
];
test.for(PATTERNS)("“%s” and the tool %s: left out is %s", ([pattern, name, leftOut]) => {
  expect(isLeftOut(name, ["another", pattern])).toBe(leftOut);
});

const all = (chosen: string) =>
  ["read", "write", "mcp_a", "mcp_b"].map((name) => ({ name, isChosen: chosen.split(" ").includes(name) }));

const CHOICES: readonly (readonly [chosen: string, before: readonly string[], after: readonly string[]])[] = [
  ["read write mcp_a mcp_b", [], []],
  ["read mcp_a mcp_b", [], ["write"]],
  ["read write", ["mcp_*"], ["mcp_*"]],
  ["read write mcp_a", ["mcp_*"], ["mcp_b"]],
  ["read write mcp_a mcp_b", ["mcp_*"], []],
  ["read write mcp_a mcp_b", ["gone", "also_gone_*"], ["gone", "also_gone_*"]],
  ["", [], ["read", "write", "mcp_a", "mcp_b"]],
  ["mcp_a", ["write", "mcp_b"], ["write", "mcp_b", "read"]],
];
test.for(CHOICES)("of those there are, “%s” are chosen: %o becomes %o", ([chosen, before, after]) => {
  expect(leavingOut(all(chosen), before)).toEqual(after);
});

test("what is written after a choice leaves out what was not chosen, and nothing else", () => {
  for (const [chosen, before] of CHOICES) {
    const after = leavingOut(all(chosen), before);
    for (const { name, isChosen } of all(chosen)) expect(isLeftOut(name, after)).toBe(!isChosen);
  }
});
