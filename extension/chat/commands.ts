/** The commands that lead into the chat, as a table: what the editor shows goes along with them. */
import { FileType, l10n, type TextDocument, Uri, window, workspace, Range } from "vscode";

import type { Mention } from "../../server/protocol/chat/mention.ts";
import { chooseTools } from "./choose-tools.ts";
import { mentionOf } from "./code-at.ts";
import type { ChatEngine } from "./engine.ts";
import type { ChatModels } from "./models.ts";
import { mayChat } from "./may-chat.ts";
import { newPrompt } from "./new-prompt.ts";
import { pickPrompt } from "./prompts.ts";
import { composedFor, type Place, type Task } from "./tasks.ts";
import type { ChatPages } from "./view.ts";

interface Parts {
  readonly engine: ChatEngine;
  readonly chat: ChatPages;
  readonly models: ChatModels;
}

type Command = (...told: readonly unknown[]) => unknown;

export function chatCommands(parts: Parts): Readonly<Record<string, Command>> {
  const { chat, engine } = parts;
  const about = (task: Task) => (place: unknown) => start(task, place, parts);
  return {
    "keyfill.explainCode": about("explain"),
    "keyfill.fixCode": about("fix"),
    "keyfill.documentCode": about("document"),
    "keyfill.testCode": about("test"),
    "keyfill.reviewCode": about("review"),
    "keyfill.addSelectionToChat": () => addSelection(chat),
    "keyfill.addFileToChat": (uri, all) => addFiles(chat, uri, all),
    "keyfill.chooseTools": () => chooseTools(engine),
    "keyfill.runPrompt": () => runPrompt(parts),
    "keyfill.newPrompt": async () => newPrompt((await engine.askChat("prompts", {})).folder),
  };
}

async function start(task: Task, place: unknown, { chat, models }: Parts): Promise<void> {
  const here = isPlace(place)
    ? { document: await workspace.openTextDocument(place.uri), range: place.range }
    : atCursor();
  if (!here) return void window.showInformationMessage(l10n.t("Open the file that this is about first."));
  if (!(await mayChat(models))) return;
  await chat.compose(await composedFor(task, here.document, here.range));
}

async function runPrompt({ chat, models, engine }: Parts): Promise<void> {
  const composed = await pickPrompt({
    engine,
    editor: window.activeTextEditor ?? window.visibleTextEditors[0],
  });
  if (composed && (await mayChat(models))) await chat.compose(composed);
}

function atCursor(): { readonly document: TextDocument; readonly range: Range } | undefined {
  const editor = window.activeTextEditor;
  return editor && { document: editor.document, range: editor.selection };
}

function isPlace(place: unknown): place is Place {
  return typeof place === "object" && place !== null && "range" in place && place.range instanceof Range;
}

/** For the message that is being written; nothing is sent. */
async function addSelection(chat: ChatPages): Promise<void> {
  const here = atCursor();
  if (!here) return void window.showInformationMessage(l10n.t("Open the file that this is about first."));
  const { document, range } = here;
  await chat.compose({ text: "", mentions: [mentionOf(range.isEmpty ? { document } : { document, range })] });
}

/** From the explorer come the one that was clicked and all that are selected; from the palette comes none. */
async function addFiles(chat: ChatPages, clicked: unknown, selected: unknown): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const meant = Array.isArray(selected) && selected.length > 0 ? selected : [clicked ?? active];
  const mentions = await Promise.all(meant.filter((uri) => uri instanceof Uri).map(fileOrFolder));
  if (mentions.length > 0) await chat.compose({ text: "", mentions });
}

async function fileOrFolder(uri: Uri): Promise<Mention> {
  // What was never saved is on no disk.
  const isFolder = await workspace.fs.stat(uri).then(
    ({ type }) => (type & FileType.Directory) !== 0,
    () => false,
  );
  return { kind: isFolder ? "folder" : "file", uri: uri.toString() };
}
