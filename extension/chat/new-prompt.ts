/** Makes a file for a new prompt, with a template in it that says how it is done. */
import { homedir } from "node:os";
import { join } from "node:path";

import { l10n, type QuickPickItem, Uri, window, workspace } from "vscode";

import { PROMPT_NAME, VARIABLES } from "../../server/protocol/chat/prompt.ts";

/** `own` is the user's folder of prompts. */
export async function newPrompt(own: string): Promise<void> {
  const folder = await pickFolder(own);
  if (!folder) return;
  const name = await window.showInputBox({
    title: l10n.t("Keyfill: New Prompt"),
    prompt: l10n.t("What is it called? /name in the chat runs it."),
    validateInput: (text) =>
      PROMPT_NAME.test(text) ? undefined : l10n.t("Letters, digits, - and _, without spaces."),
  });
  if (name === undefined) return;
  const file = Uri.joinPath(folder, `${name}.md`);
  const isThere = await workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
  if (!isThere) await workspace.fs.writeFile(file, new TextEncoder().encode(template()));
  await window.showTextDocument(file);
}

/** Asks only when there are several. A workspace's prompts are for all who work in it. */
async function pickFolder(own: string): Promise<Uri | undefined> {
  interface Choice extends QuickPickItem {
    readonly folder: Uri;
  }
  const mine: Choice = {
    label: l10n.t("For me, everywhere"),
    description: short(own),
    folder: Uri.file(own),
  };
  // Nobody reads those of a workspace that is not trusted.
  const folders = workspace.isTrusted ? (workspace.workspaceFolders ?? []) : [];
  const shared = folders.map(({ name, uri }): Choice => ({
    label: l10n.t("For everybody who works in {0}", name),
    description: ".keyfill/prompts",
    folder: Uri.joinPath(uri, ".keyfill", "prompts"),
  }));
  if (shared.length === 0) return mine.folder;
  const title = l10n.t("Keyfill: New Prompt");
  return (await window.showQuickPick([mine, ...shared], { title }))?.folder;
}

function short(path: string): string {
  return path.startsWith(homedir()) ? join("~", path.slice(homedir().length)) : path;
}

/** What it says in its head is for whoever writes it; the rest is sent. */
function template(): string {
  const variables = VARIABLES.map((name) => `{{${name}}}`).join(" ");
  const help = [
    l10n.t("Filled in when it is run: {0}", variables),
    l10n.t("Asked when it is run: {0}", "{{input:Question?}}"),
    l10n.t("A \\ before a variable keeps it as it is."),
  ];
  const example = l10n.t(
    "Say in three sentences what {0} does, for somebody who knows {1}.",
    "{{selection}}",
    "{{input:What does the reader know?}}",
  );
  const head = [`description: ${l10n.t("What the list says of it")}`, ...help.map((line) => `# ${line}`)];
  return `---\n${head.join("\n")}\n---\n${example}\n`;
}
