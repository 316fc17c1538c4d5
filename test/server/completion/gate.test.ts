import { expect, test } from "vitest";

import { gate } from "../../../server/completion/gate.ts";
import { holeAt } from "../../../server/completion/hole.ts";
import type { CompletionTarget, TargetChoice } from "../../../server/completion/ports.ts";
import type { CompletionRequest } from "../../../server/completion/request.ts";
import { withSelected } from "../../../server/completion/selected.ts";
import { TARGET } from "../../support/completion-session.ts";
import { languages } from "../../support/languages.ts";
import { requestIn } from "../../support/marked-text.ts";
import { OPEN } from "../../../server/completion/open-privacy.ts";

type Verdict = ReturnType<typeof gate>;

interface Given extends Partial<CompletionRequest> {
  readonly form?: CompletionTarget["form"];
}

function verdict(marked: string, { form = TARGET.form, ...more }: Given = {}): Verdict {
  const choice = { kind: "target", target: { ...TARGET, form } } as const;
  return gated(requestIn(marked, more), choice);
}

function gated(request: CompletionRequest, choice: TargetChoice): Verdict {
  const hole = () => holeAt(request.place, languages.named("python"));
  return gate(request, { choice, privacy: OPEN, hole });
}

function check(marked: string, expected: Verdict, given: Given = {}) {
  const told = [marked, given].map((one) => JSON.stringify(one).slice(0, 100));
  test(`${told.join(" ")} → ${expected ?? "pass"}`, () => {
    expect(verdict(marked, given)).toBe(expected);
  });
}

/** By hand it is the same. */
function checkHard(marked: string, expected: Verdict, given?: Given) {
  check(marked, expected, given);
  check(marked, expected, { ...given, trigger: "manual" });
}

/** By hand it passes. */
function checkSoft(marked: string, expected: Verdict, given?: Given) {
  check(marked, expected, given);
  check(marked, undefined, { ...given, trigger: "manual" });
}

for (const marked of ["▮", "foo(▮)", "foo▮", "▮foo", "f(▮, b)", "x = ▮ # why"]) check(marked, undefined);

for (const marked of ["fo▮o", "größ▮e", "$▮x", "a1▮2"]) checkSoft(marked, "mid-word");

checkHard("foo(▮)", "disabled", { enabled: false });
checkHard("foo(▮)", "off-for-language", { enabled: false, editor: { off: "language" } });
checkHard("foo(▮)", "off-for-file", { editor: { off: "file" } });
checkHard("foo(▮)", "snoozed", { editor: { off: "snoozed" } });

checkHard("foo(▮)", "several-cursors", { editor: { cursors: 2 } });
check("foo(▮)", undefined, { editor: { cursors: 1 } });
checkHard("foo(▮)", "comparing", { editor: { comparing: true } });
checkSoft("foo(▮)", "halted", { editor: { halted: true } });

const QUIET = { quietIn: ["comment", "string"] } as const;
checkSoft("x = 1  # the ▮", "in-comment", QUIET);
checkSoft("x = 'the ▮'", "in-string", QUIET);
checkSoft('def f():\n    """The ▮\n', "in-string", QUIET);
check("x = ▮  # the end", undefined, QUIET);
check("x = 'the end' + ▮", undefined, QUIET);
check("x = 'the ▮'", undefined, { quietIn: ["comment"] });

for (const [uri, expected] of [
  ["file:///w/a.py", undefined],
  ["untitled:Untitled-1", undefined],
  ["vscode-notebook-cell:/w/a.ipynb#W0", undefined],
  ["git:/w/a.py", "foreign-scheme"],
  ["output:tasks", "foreign-scheme"],
  ["vscode-scm:git/scm0/input", "foreign-scheme"],
] as const) {
  const { place } = requestIn("▮");
  checkHard("▮", expected, { place: { ...place, document: { ...place.document, uri } } });
}

const filler = (lines: number) => "x\n".repeat(lines);
checkHard(`${filler(50_000)}▮`, "too-many-lines");
check(`${filler(49_999)}▮`, undefined);
checkHard(`▮${"x ".repeat(5001)}`, "too-long-line");
check(`y\n▮${"x ".repeat(5000)}`, undefined);

const conflict = "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n";
checkHard(`${conflict}▮`, "merge-conflict");
checkHard(`▮\n${conflict}`, "merge-conflict");
checkHard(conflict.replace("a\n", "a▮\n"), "merge-conflict");
checkHard(`<<<<<<<\r\na\r\n>>>>>>>\r\n▮`, "merge-conflict");
check(`${conflict}${filler(600)}▮`, undefined);
check("Title\n=======\n▮", undefined);
check('print("<<<<<<< HEAD")\n▮', undefined);

const chat = { kind: "chat" } as const;
for (const marked of ["f(▮, b)", "▮foo()", "x = ▮ + 1"]) checkSoft(marked, "text-behind", { form: chat });
for (const marked of ["f(▮)", "f(▮);", "{▮ }", 'x = "▮"', "x = ▮"]) check(marked, undefined, { form: chat });

/** The item would replace what stands between the bars. */
function checkItem(marked: string, text: string, expected: string) {
  test(`${marked} with ${JSON.stringify(text)} selected → ${expected}`, () => {
    const line = marked.replace("▮", "");
    const [start, end] = [line.indexOf("|"), line.lastIndexOf("|") - 1];
    const asked = withSelected(requestIn(marked.replaceAll("|", "")), { text, start, end });
    const choice = { kind: "target", target: TARGET } as const;
    const refusal = gated(asked, choice);
    const { lines } = asked.place.document;
    const { character } = asked.place;
    const now = (lines[0] ?? "").slice(0, character) + "▮" + (lines[0] ?? "").slice(character);
    expect(refusal ?? now).toBe(expected);
  });
}

checkItem("xs.|ap▮|", "append", "xs.append▮");
checkItem("xs.|▮|", "append", "xs.append▮");
checkItem("xs.|ap▮|()", "append", "xs.append▮()");
checkItem("xs.|ap▮xy|()", "append", "xs.append▮()");
checkItem("|APd▮|", "append", "append▮");
checkItem("|for▮|", "for x in y:\n    pass", "fixed-item");
checkItem("|a|b▮", "ab", "fixed-item");

test("who is turned down without a look at the code around has nobody read it", () => {
  const hole = () => expect.unreachable("the code around was read");
  const choice = { kind: "target", target: TARGET } as const;
  const ask = (marked: string) => gate(requestIn(marked), { choice, privacy: OPEN, hole });
  expect(ask("fo▮o")).toBe("mid-word");
  expect(ask("foo(▮)")).toBeUndefined();
});
