/**
 * Changes files for a chat, all of them or none: open documents in their editors, where they are saved afterwards, the others
 * on disk. Refused when a file is not as the engine was told.
 */
import { FileSystemError, l10n, Range, type TextDocument, Uri, workspace, WorkspaceEdit } from "vscode";

import type { EditorQuestions, FileEdit } from "../../server/protocol/chat/questions.ts";

type Answer = EditorQuestions["change"]["answer"];

export async function changeFiles(changes: readonly FileEdit[]): Promise<Answer> {
  const done: Step[] = [];
  try {
    const steps = await Promise.all(changes.map(stepFor));
    const stale = steps.find(({ now, before }) => !isSame(now?.text, before));
    if (stale) return { problem: l10n.t("{0} has changed meanwhile.", workspace.asRelativePath(stale.uri)) };
    for (const step of steps) {
      done.push(step);
      await make(step, step.after);
    }
    return { became: steps.flatMap(became) };
  } catch (error) {
    for (const step of done.toReversed()) await make(step, step.now?.text).catch(() => undefined);
    const why = error instanceof Error ? error.message : String(error);
    return { problem: l10n.t("The files could not be changed: {0}", why) };
  }
}

interface Step {
  readonly uri: Uri;
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** Undefined for a file that is not there. */
  readonly now: { readonly text: string; readonly document?: TextDocument } | undefined;
}

async function stepFor({ uri: written, before, after }: FileEdit): Promise<Step> {
  const uri = Uri.parse(written, true);
  const document = workspace.textDocuments.find(
    (open) => !open.isClosed && open.uri.fsPath === uri.fsPath && open.uri.scheme === uri.scheme,
  );
  if (document) return { uri, before, after, now: { text: document.getText(), document } };
  const bytes = await read(uri);
  return {
    uri,
    before,
    after,
    now: bytes && { text: new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes) },
  };
}

async function read(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === "FileNotFound") return undefined;
    throw error;
  }
}

async function make({ uri, now }: Step, text: string | undefined): Promise<void> {
  const document = now?.document;
  if (document && text !== undefined && !document.isClosed) return rewrite(document, text);
  if (text !== undefined)
    return workspace.fs.writeFile(uri, new TextEncoder().encode(markedAs(now?.text, text)));
  if (!document) return (await read(uri)) && workspace.fs.delete(uri);
  // In this way its editor is closed, too.
  const edit = new WorkspaceEdit();
  edit.deleteFile(uri, { ignoreIfNotExists: true });
  if (!(await workspace.applyEdit(edit)))
    throw new Error(l10n.t("{0} could not be deleted.", workspace.asRelativePath(uri)));
}

/** Only the lines that differ, so that cursors and folds stay where they are. */
async function rewrite(document: TextDocument, wanted: string): Promise<void> {
  const [before, after] = [linesOf(document.getText()), linesOf(withoutMark(wanted))];
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const edit = new WorkspaceEdit();
  const range = new Range(start, 0, before.length - end, 0);
  edit.replace(document.uri, document.validateRange(range), after.slice(start, after.length - end).join(""));
  const name = workspace.asRelativePath(document.uri);
  const differs = start + end < Math.max(before.length, after.length);
  if (differs && !(await workspace.applyEdit(edit)))
    throw new Error(l10n.t("{0} could not be edited.", name));
  if (!(await document.save())) throw new Error(l10n.t("{0} could not be saved.", name));
}

/** Each with its end. */
function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

/** Saving may have formatted it: what there is now is what can be taken back. */
function became({ uri, now, after }: Step): readonly { readonly uri: string; readonly text: string }[] {
  const text = now?.document?.getText();
  return text === undefined || after === undefined || isSame(text, after)
    ? []
    : [{ uri: uri.toString(), text }];
}

const MARK = "\uFEFF";

function withoutMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(1) : text;
}

function markedAs(before: string | undefined, text: string): string {
  return before?.startsWith(MARK) ? MARK + withoutMark(text) : text;
}

/** An editor hides the mark of the byte order, and has one kind of line end in a document. */
function isSame(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return withoutMark(one).replaceAll("\r\n", "\n") === withoutMark(other).replaceAll("\r\n", "\n");
}
