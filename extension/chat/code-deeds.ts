/** What is done with a block of code of an answer, outside the page. */
import { l10n, Position, type Uri, window, workspace, WorkspaceEdit } from "vscode";

import { fitIn } from "./fit-in.ts";
import type { FrontEditor } from "./front-editor.ts";
import { languageIdOf } from "./language-id.ts";
import type { Code } from "./messages.ts";
import type { Proposals } from "./proposals.ts";
import { inWorkspace } from "./in-workspace.ts";

interface Parts {
  readonly front: FrontEditor;
  readonly proposals: Proposals;
}

export async function insert({ text }: Code, { front }: Parts): Promise<null> {
  const editor = front.editor();
  if (!editor) throw new Error(l10n.t("No file is open to insert this into. Open one, and set the cursor."));
  const { document, viewColumn } = editor;
  const shown = await window.showTextDocument(document, viewColumn);
  await shown.edit((edit) => {
    for (const selection of shown.selections) edit.replace(selection, text);
  });
  return null;
}

export async function newFile({ text, language, file }: Code): Promise<null> {
  const uri = file === undefined ? undefined : await inWorkspace(file);
  if (uri && !(await exists(uri))) {
    const document = await workspace.openTextDocument(uri.with({ scheme: "untitled" }));
    const edit = new WorkspaceEdit();
    edit.insert(document.uri, new Position(0, 0), text);
    await workspace.applyEdit(edit);
    await window.showTextDocument(document);
    return null;
  }
  const id = await languageIdOf(language);
  const document = await workspace.openTextDocument({
    content: text,
    ...(id !== undefined && { language: id }),
  });
  await window.showTextDocument(document);
  return null;
}

/** To the file that the answer names, else to the one in front. */
export async function apply(code: Code, { front, proposals }: Parts): Promise<null> {
  const named = code.file === undefined ? undefined : await inWorkspace(code.file);
  if (named && !(await exists(named))) return newFile(code);
  const editor = front.editor();
  const uri = named ?? editor?.document.uri;
  if (!uri) throw new Error(l10n.t("No file is open to apply this to. Open the one that is meant."));
  const document = await workspace.openTextDocument(uri);
  const isInFront = editor?.document.uri.toString() === uri.toString();
  const { start, end, isEmpty } = isInFront
    ? editor.selection
    : { ...NOWHERE, start: endOf(document.lineCount) };
  const selected =
    isEmpty || !end ? { first: start.line, last: start.line - 1 } : { first: start.line, last: end.line };
  const text = document.getText().replaceAll("\r\n", "\n");
  const proposed = fitIn(text, code.text, selected);
  if (proposed === text) throw new Error(l10n.t("{0} is like that already.", workspace.asRelativePath(uri)));
  await proposals.show(uri, proposed);
  return null;
}

const NOWHERE = { isEmpty: true, end: undefined } as const;
const endOf = (lines: number) => new Position(lines - 1, 0);

/** The command is shown to the letter, and run when the user says so. */
export async function run({ text }: Code): Promise<null> {
  const command = text.trim().replace(/^\$ /gm, "");
  const yes = l10n.t("Run");
  const question = command.includes("\n")
    ? l10n.t("Run these commands in the terminal?")
    : l10n.t("Run this command in the terminal?");
  if ((await window.showWarningMessage(question, { modal: true, detail: command }, yes)) !== yes) return null;
  const terminal = window.activeTerminal ?? window.createTerminal();
  terminal.show(true);
  terminal.sendText(command, true);
  return null;
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
