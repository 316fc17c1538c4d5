/** Answers what the chat page asks of the editor itself. */
import { env, FileType, l10n, type LogOutputChannel, Range, Uri, window, workspace } from "vscode";

import type { Mention } from "../../server/protocol/chat/mention.ts";
import type { Answers } from "../pages/page-messages.ts";
import { chooseTools } from "./choose-tools.ts";
import type { ChatEngine } from "./engine.ts";
import { apply, insert, newFile, run } from "./code-deeds.ts";
import type { FrontEditor } from "./front-editor.ts";
import { inWorkspace } from "./in-workspace.ts";
import { exportChat, importChat, removeChat } from "./chat-files.ts";
import type { EditorAsks } from "./messages.ts";
import { namedPrompt } from "./prompts.ts";
import type { Proposals } from "./proposals.ts";
import type { PassingTexts } from "./passing-texts.ts";

export interface EditorParts {
  readonly engine: ChatEngine;
  readonly front: FrontEditor;
  readonly texts: PassingTexts;
  readonly proposals: Proposals;
  readonly log: LogOutputChannel;
  readonly showProviders: () => void;
}

export function editorAnswers(parts: EditorParts): Answers<Omit<EditorAsks, "ready">> {
  const { engine, front, log } = parts;
  return {
    offered: () => Promise.resolve(front.offered()),
    async copy({ text }) {
      await env.clipboard.writeText(text);
      return null;
    },
    insert: (code) => insert(code, parts),
    newFile,
    apply: (code) => apply(code, parts),
    run,
    ...opening(parts),
    providers() {
      parts.showProviders();
      return Promise.resolve(null);
    },
    async chooseTools() {
      await chooseTools(engine);
      return null;
    },
    showLog() {
      log.show(true);
      return Promise.resolve(null);
    },
    prompt: (asked) => namedPrompt(asked, { engine, editor: front.editor() }),
    exportChat: (asked) => exportChat(asked, engine),
    importChat: () => importChat(engine),
    removeChat: (asked) => removeChat(asked, engine),
    mentionsOf: ({ uris }) => Promise.all(uris.map((uri) => mentionOf(Uri.parse(uri, true)))),
  };
}

function opening({ engine, texts }: EditorParts) {
  return {
    async showChange({ path, ...which }) {
      const change = await engine.askChat("change", which);
      if (!change) throw new Error(l10n.t("What changed in {0} is not kept any more.", path));
      await texts.compare(path, change.before, change.after);
      return null;
    },
    async showSent(which) {
      await texts.show(l10n.t("What was sent.md"), await engine.askChat("sent", which));
      return null;
    },
    async openText({ text }) {
      await texts.show("text.txt", text);
      return null;
    },
    async openFile({ uri, lines }) {
      const options = lines
        ? { selection: new Range(lines.first, 0, lines.last, Number.MAX_SAFE_INTEGER) }
        : {};
      await window.showTextDocument(Uri.parse(uri, true), { preview: true, ...options });
      return null;
    },
    async openPath({ path, line }) {
      const uri = await inWorkspace(path);
      if (!uri) throw new Error(l10n.t("{0} is not in this workspace.", path));
      const at = line === undefined ? undefined : new Range(line - 1, 0, line - 1, 0);
      await window.showTextDocument(uri, { preview: true, ...(at && { selection: at }) });
      return null;
    },
    async openLink({ url }) {
      // An answer may name any address.
      const uri = Uri.parse(url, true);
      if (["https", "http", "mailto"].includes(uri.scheme)) await env.openExternal(uri);
      return null;
    },
  } satisfies Partial<Answers<EditorAsks>>;
}

/** The window may be elsewhere than its files, and names them so. */
async function mentionOf(dropped: Uri): Promise<Mention> {
  const uri = dropped.scheme === "vscode-remote" ? Uri.file(dropped.path) : dropped;
  const { type } = await workspace.fs.stat(uri);
  const isFolder = (type & FileType.Directory) !== 0;
  return { kind: isFolder ? "folder" : "file", uri: uri.toString() };
}
