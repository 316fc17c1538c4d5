/** What can be asked about code by a command, a light bulb or a lens: one table, task → its words. */
import { type Diagnostic, l10n, languages, Range, type TextDocument, type Uri } from "vscode";

import { type CodeAt, codeAt, functionAround, mentionOf } from "./code-at.ts";
import type { Composed } from "./messages.ts";

export const TASKS = ["explain", "fix", "document", "test", "review"] as const;
export type Task = (typeof TASKS)[number];

/** What a light bulb or a lens hands to a task's command; without it, it is about where the cursor stands. */
export interface Place {
  readonly uri: Uri;
  readonly range: Range;
}

export function commandOf(task: Task): `keyfill.${Task}Code` {
  return `keyfill.${task}Code`;
}

/** On a light bulb, among those of others. */
export const OFFERS: Readonly<Record<Task, string>> = {
  explain: l10n.t("Explain with Keyfill"),
  fix: l10n.t("Fix with Keyfill"),
  document: l10n.t("Document with Keyfill"),
  test: l10n.t("Write Tests with Keyfill"),
  review: l10n.t("Review with Keyfill"),
};

const WORDS: Readonly<Record<Exclude<Task, "fix">, string>> = {
  explain: l10n.t("Explain this code: what it does, how, and what is easily misunderstood about it."),
  document: l10n.t(
    "Write the documentation of this code, in the form that is usual in its language. Leave the code itself as it is.",
  ),
  test: l10n.t(
    "Write tests for this code, in the way this project tests, the edge cases and failures among them.",
  ),
  review: l10n.t(
    "Review this code: first what is wrong with it, then what could be clearer or simpler. Name the line of each finding, and give no praise.",
  ),
};

/** Ready to be sent: what is asked, and the code it is about. */
export async function composedFor(task: Task, document: TextDocument, range: Range): Promise<Composed> {
  const isFix = task === "fix";
  const wider = isFix ? await functionAround(document, range) : undefined;
  const code = wider ?? (await codeAt(document, range));
  const text = isFix ? fixing(problemsAt({ document, range }, code)) : WORDS[task];
  return { text, mentions: [mentionOf(code)], send: true, fresh: true };
}

/** Of the place itself; when there are none, of the code around it. */
function problemsAt(place: CodeAt, code: CodeAt): readonly Diagnostic[] {
  const here = problemsIn(place);
  return here.length > 0 ? here : problemsIn(code);
}

/** In whole lines, since whole lines are shown. */
function problemsIn({ document, range }: CodeAt): readonly Diagnostic[] {
  const lines = range && new Range(range.start.line, 0, range.end.line, Number.MAX_SAFE_INTEGER);
  return languages
    .getDiagnostics(document.uri)
    .filter((problem) => !lines || problem.range.intersection(lines) !== undefined);
}

function fixing(problems: readonly Diagnostic[]): string {
  if (problems.length === 0) return l10n.t("Find out what is wrong with this code, and fix it.");
  const told = problems.map(({ range, message, source }) => {
    const line = l10n.t("Line {0}", range.start.line + 1);
    return `- ${line}: ${message}${source === undefined ? "" : ` (${source})`}`;
  });
  return `${l10n.t("Fix what the editor finds wrong with this code:")}\n\n${told.join("\n")}`;
}
