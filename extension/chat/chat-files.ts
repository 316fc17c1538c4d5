/** Chats as files, by the user's own choice; and their end, when he means it. */
import { l10n, Uri, window, workspace } from "vscode";

import type { ChatHead } from "../../server/protocol/chat/conversation.ts";
import type { ChatEngine } from "./engine.ts";

interface Which {
  readonly chat: string;
  readonly title: string;
}

export async function exportChat({ chat, title }: Which, engine: ChatEngine): Promise<null> {
  const name =
    title
      .replaceAll(/[^\p{L}\p{N} _-]+/gu, " ")
      .trim()
      .slice(0, 60) || "chat";
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    title: l10n.t("Export the Chat"),
    filters: { Markdown: ["md"], JSON: ["json"] },
    ...(folder && { defaultUri: Uri.joinPath(folder, `${name}.md`) }),
  });
  if (!file) return null;
  const text = await engine.askChat("export", {
    chat,
    as: file.path.endsWith(".json") ? "json" : "markdown",
  });
  await workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return null;
}

export async function importChat(engine: ChatEngine): Promise<ChatHead | null> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t("Import a Chat"),
      filters: { JSON: ["json"] },
      canSelectMany: false,
    })) ?? [];
  if (!file) return null;
  return engine.askChat("import", { text: new TextDecoder().decode(await workspace.fs.readFile(file)) });
}

export async function removeChat({ chat, title }: Which, engine: ChatEngine): Promise<boolean> {
  const remove = l10n.t("Delete");
  const question = l10n.t("Delete the chat “{0}”?", title);
  const detail = l10n.t("It is deleted from this machine. What it changed in your files stays.");
  if ((await window.showWarningMessage(question, { modal: true, detail }, remove)) !== remove) return false;
  await engine.askChat("remove", { chat });
  return true;
}
