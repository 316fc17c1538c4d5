/** The light bulb: “Fix with Keyfill” on what is wrong, and what else can be asked about what is selected. */
import {
  CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type CodeActionProvider,
  type CodeActionProviderMetadata,
  type Disposable,
  languages,
  type Range,
  type TextDocument,
} from "vscode";

import type { ChatModels } from "./models.ts";
import { commandOf, OFFERS, type Place, type Task } from "./tasks.ts";
import { WHERE_CODE_IS } from "./where-code-is.ts";

/** These change no code by themselves, so that no key for a refactoring runs them. */
const TALK = CodeActionKind.Empty.append("keyfill");

const ON_PROBLEMS: readonly (readonly [Task, CodeActionKind])[] = [["fix", CodeActionKind.QuickFix]];

const ON_SELECTION: readonly (readonly [Task, CodeActionKind])[] = [
  ["explain", TALK],
  ["document", CodeActionKind.RefactorRewrite],
  ["test", TALK],
  ["review", TALK],
];

const METADATA: CodeActionProviderMetadata = {
  providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, TALK],
};

export function offerCodeActions(models: ChatModels): Disposable {
  const provider: CodeActionProvider = {
    provideCodeActions: (document, range, context) =>
      models.hasAny ? actionsFor(document, range, context) : [],
  };
  return languages.registerCodeActionsProvider(WHERE_CODE_IS, provider, METADATA);
}

function actionsFor(
  document: TextDocument,
  range: Range,
  { diagnostics, only }: CodeActionContext,
): CodeAction[] {
  const offered = [
    ...(diagnostics.length > 0 ? ON_PROBLEMS : []),
    ...(range.isEmpty ? [] : ON_SELECTION),
  ].filter(([, kind]) => !only || only.contains(kind));
  return offered.map(([task, kind]) => {
    const action = new CodeAction(OFFERS[task], kind);
    action.command = {
      title: OFFERS[task],
      command: commandOf(task),
      arguments: [{ uri: document.uri, range }] satisfies [Place],
    };
    if (task === "fix") action.diagnostics = [...diagnostics];
    return action;
  });
}
