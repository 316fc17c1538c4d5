/** One table: contributed command → what it does. A test holds it against the manifest. */
import {
  commands,
  ConfigurationTarget,
  type Disposable,
  type LogOutputChannel,
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
  const setup = await server.providers();
  if (!setup || setup.instances.length === 0) {
    const folder = setup?.folder ?? "providers.d";
    void window.showInformationMessage(
      `No provider is set up yet. Put a file such as my-server.yaml into ${folder}, with base_url and model, then set its key here.`,
    );
    return;
  }
  const provider =
    setup.instances.length === 1
      ? setup.instances[0]
      : await window.showQuickPick(setup.instances, {
          title: "Keyfill: API key",
          placeHolder: "For which provider?",
        });
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
