/** What only the editor knows of the moment in which it asks: told to the server with the question. */
import {
  debug,
  TabInputNotebookDiff,
  TabInputTextDiff,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";

import { EDITOR_FACTS, type EditorFacts } from "../server/protocol.ts";
import type { Switches } from "./switches.ts";

/** The parameters of the question, with the facts put in. */
export function withEditorFacts<P>(params: P, switches: Switches): P {
  const { textDocument, context } = Object(params);
  const facts = editorFacts(String(Object(textDocument).uri), switches);
  return Object.assign({}, params, { context: { ...context, [EDITOR_FACTS]: facts } });
}

function editorFacts(uri: string, switches: Switches): EditorFacts {
  const document = workspace.textDocuments.find((open) => open.uri.toString() === uri);
  const off = switches.off(document);
  const editor = window.activeTextEditor;
  const isAsking = editor?.document.uri.toString() === uri;
  return {
    ...(off && off !== "everywhere" && { off }),
    ...(isAsking && { cursors: editor.selections.length, comparing: isCompared(editor.document.uri) }),
    halted: debug.activeStackItem !== undefined && !mayTalkWhenHalted(document),
  };
}

/** In a comparison, or in a merge, of which VS Code's stable API has no class. */
function isCompared(uri: Uri): boolean {
  const input: unknown = window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof TabInputNotebookDiff) return true;
  const shown: readonly unknown[] =
    input instanceof TabInputTextDiff ? [input.original, input.modified] : [Object(input).result];
  return shown.some((one) => String(one) === uri.toString());
}

function mayTalkWhenHalted(document: TextDocument | undefined): boolean {
  return workspace.getConfiguration("keyfill", document).get<boolean>("completion.whileHalted", true);
}
