/** Answers what the providers page asks of the editor itself. */
import { commands, ConfigurationTarget, env, type LogOutputChannel, Uri, window, workspace } from "vscode";

import type { ApiKeys } from "../api-keys.ts";
import type { EditorQuestions, Surroundings } from "./messages.ts";

export type EditorAnswers = {
  readonly [Q in keyof EditorQuestions]: (
    asked: EditorQuestions[Q]["asked"],
  ) => Promise<EditorQuestions[Q]["answer"]>;
};

export function editorAnswers({
  apiKeys,
  log,
}: {
  readonly apiKeys: ApiKeys;
  readonly log: LogOutputChannel;
}): EditorAnswers {
  return {
    surroundings: () => Promise.resolve(surroundings()),
    async choose({ provider, fallback }) {
      await change("completion.provider", provider);
      await change("completion.fallback", fallback);
      return null;
    },
    async keepKey({ id, key }) {
      await apiKeys.set(id, key);
      return null;
    },
    async confirm({ message, detail, action }) {
      return (await window.showWarningMessage(message, { modal: true, detail }, action)) === action;
    },
    async openFile({ file }) {
      await window.showTextDocument(Uri.file(file));
      return null;
    },
    async openLink({ url }) {
      // The page names addresses from files that the user may have got from anywhere.
      const uri = Uri.parse(url, true);
      if (uri.scheme === "https" || uri.scheme === "http") await env.openExternal(uri);
      return null;
    },
    async openSettings() {
      await commands.executeCommand("workbench.action.openSettings", "@ext:keyfill.keyfill");
      return null;
    },
    showLog() {
      log.show(true);
      return Promise.resolve(null);
    },
  };
}

function surroundings(): Surroundings {
  const configuration = workspace.getConfiguration("keyfill");
  return {
    chosen: configuration.get("completion.provider", ""),
    fallback: configuration.get<string[]>("completion.fallback", []),
    ...(env.remoteName !== undefined && { remote: env.remoteName }),
    trusted: workspace.isTrusted,
  };
}

/** Back to the default rather than written down as it. */
async function change(name: string, value: string | readonly string[]): Promise<void> {
  const configuration = workspace.getConfiguration("keyfill");
  const known = configuration.inspect(name);
  const isDefault = JSON.stringify(value) === JSON.stringify(known?.defaultValue);
  if (isDefault && known?.globalValue === undefined) return;
  await configuration.update(name, isDefault ? undefined : value, ConfigurationTarget.Global);
}
