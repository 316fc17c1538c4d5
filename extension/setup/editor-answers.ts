/** Answers what the providers page asks of the editor itself. */
import { commands, ConfigurationTarget, env, type LogOutputChannel, Uri, window, workspace } from "vscode";

import { said } from "../said.ts";
import type { EditorSettings } from "../../server/protocol/setup.ts";
import type { ApiKeys } from "../api-keys.ts";
import type { Answers } from "../pages/page-messages.ts";
import type { Server } from "../server.ts";
import type { EditorQuestions, Surroundings } from "./messages.ts";

export type EditorAnswers = Answers<EditorQuestions>;

interface Parts {
  readonly server: Server;
  readonly apiKeys: ApiKeys;
  readonly log: LogOutputChannel;
}

export function editorAnswers({ server, apiKeys, log }: Parts): EditorAnswers {
  return {
    found: () => server.ask("findings", { settings: othersSettings() }),
    async takeOver({ id }) {
      const draft = await server.ask("finding", { settings: othersSettings(), id });
      if (!draft) return null;
      const { key, ...rest } = draft;
      // The key first: as soon as the file is there, the engine asks for it.
      if (key !== undefined) await apiKeys.set(draft.id, key);
      const saved = await server.ask("save", rest);
      if (saved.ok) return rest;
      throw new Error(said(...saved.mistakes.map(({ words }) => words)));
    },
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
      await commands.executeCommand("keyfill.settings");
      return null;
    },
    async inspectPrompt() {
      await commands.executeCommand("keyfill.inspectPrompt");
      return null;
    },
    showLog() {
      log.show(true);
      return Promise.resolve(null);
    },
  };
}

/** Extensions that complete as well, and keep in the settings where. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  "llama-vscode": ["endpoint", "endpoint_chat", "api_key", "api_key_chat", "ai_model"],
  twinny: [
    "apiProvider",
    "apiProtocol",
    "apiHostname",
    "apiPort",
    "apiUrl",
    "apiBearerToken",
    "fimApiHostname",
    "fimApiPort",
    "fimModelName",
    "chatModelName",
    "ollamaBaseUrl",
    "ollamaHostname",
    "ollamaApiPort",
  ],
};

/** As the user wrote them: a workspace chooses no provider, and a default tells nothing. */
function othersSettings(): EditorSettings {
  return Object.fromEntries(
    Object.entries(OTHERS).map(([extension, names]) => {
      const configuration = workspace.getConfiguration(extension);
      const values = names.map((name) => [name, configuration.inspect(name)?.globalValue] as const);
      return [extension, Object.fromEntries(values.filter(([, value]) => value !== undefined))];
    }),
  );
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
