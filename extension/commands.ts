/** One table: contributed command → what it does. A test holds it against the manifest. */
import {
  commands,
  ConfigurationTarget,
  type Disposable,
  type LogOutputChannel,
  ProgressLocation,
  window,
  workspace,
} from "vscode";

import type { ApiKeys } from "./api-keys.ts";
import type { Server } from "./server.ts";

interface Parts {
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly apiKeys: ApiKeys;
}

export function registerCommands(parts: Parts): readonly Disposable[] {
  const table: Readonly<Record<string, () => unknown>> = {
    "keyfill.toggle": toggle,
    "keyfill.setApiKey": () => setApiKey(parts),
    "keyfill.testProvider": () => testProvider(parts),
    "keyfill.showLog": () => parts.log.show(true),
    "keyfill.restartServer": () => parts.server.restart(),
  };
  return Object.entries(table).map(([command, run]) => commands.registerCommand(command, run));
}

async function toggle(): Promise<void> {
  const configuration = workspace.getConfiguration("keyfill");
  const enabled = !configuration.get<boolean>("enabled", true);
  await configuration.update("enabled", enabled, ConfigurationTarget.Global);
  window.setStatusBarMessage(`Keyfill completions are ${enabled ? "on" : "off"}.`, 3000);
}

async function setApiKey({ server, apiKeys }: Parts): Promise<void> {
  const provider = await pickProvider(server, "Keyfill: API key");
  if (provider === undefined) return;
  const key = await window.showInputBox({
    title: `Keyfill: API key for ${provider}`,
    prompt: "Kept in the secret store of your system. Leave it empty to remove the key.",
    password: true,
    ignoreFocusOut: true,
  });
  if (key === undefined) return;
  await apiKeys.set(provider, key.trim());
}

async function testProvider({ server, log }: Parts): Promise<void> {
  const provider = await pickProvider(server, "Keyfill: Test provider");
  if (provider === undefined) return;
  const title = `Keyfill fills a few holes with ${provider}…`;
  const found = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
    server.probe(provider),
  );
  if (!found) return;
  const { ok, why, advice, timeToFirstTokenMs: ms } = found;
  const text = [
    why,
    ms === undefined ? undefined : `The first text came after ${String(Math.round(ms))} ms.`,
    advice,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
  log.info(`test of ${provider}: ${text}`);
  if (ok) void window.showInformationMessage(`Keyfill: ${provider} works. ${text}`);
  else void window.showWarningMessage(`Keyfill: ${provider} does not complete. ${text}`);
}

/** Asks only when there are several. */
async function pickProvider(server: Server, title: string): Promise<string | undefined> {
  const setup = await server.providers();
  if (!setup || setup.instances.length === 0) {
    const folder = setup?.folder ?? "providers.d";
    void window.showInformationMessage(
      `No provider is set up yet. Put a file such as my-server.yaml into ${folder}, with base_url and model.`,
    );
    return undefined;
  }
  const { instances } = setup;
  return instances.length === 1
    ? instances[0]
    : window.showQuickPick(instances, { title, placeHolder: "Which provider?" });
}
