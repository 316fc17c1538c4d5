/** Which tools the models of the chat are told of: picked from all there are, kept in a setting. */
import { ConfigurationTarget, l10n, type QuickPickItem, QuickPickItemKind, window, workspace } from "vscode";

import type { ToolView } from "../../server/protocol/chat/questions.ts";
import { isLeftOut, leavingOut } from "../../server/protocol/chat/tool-choice.ts";
import type { ChatEngine } from "./engine.ts";

const SETTING = "chat.withoutTools";

interface Choice extends QuickPickItem {
  readonly name?: string;
}

export async function chooseTools(engine: ChatEngine): Promise<void> {
  const configuration = workspace.getConfiguration("keyfill");
  const without = configuration.get<readonly string[]>(SETTING, []);
  const tools = await engine.askChat("tools", {});
  const picked = await window.showQuickPick(choices(tools, without), {
    title: l10n.t("Keyfill: Choose Tools"),
    placeHolder: l10n.t("Which tools may models use? Each takes its share of every prompt"),
    canPickMany: true,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (!picked) return;
  const names = new Set(picked.map(({ name }) => name));
  const chosen = tools.map(({ name }) => ({ name, isChosen: names.has(name) }));
  // Where its value comes from: anywhere else it would change nothing here.
  const isHere = configuration.inspect(SETTING)?.workspaceValue !== undefined;
  const target = isHere ? ConfigurationTarget.Workspace : ConfigurationTarget.Global;
  await configuration.update(SETTING, leavingOut(chosen, without), target);
}

function choices(tools: readonly ToolView[], without: readonly string[]): Choice[] {
  const those = (own: boolean) =>
    tools
      .filter(({ isOwn }) => isOwn === own)
      .map(({ name, description, tokens }): Choice => ({
        name,
        label: name,
        ...(tokens > 0 && { description: l10n.t("{0} tokens", tokens) }),
        detail: description,
        picked: !isLeftOut(name, without),
      }));
  const under = (label: string) => ({ label, kind: QuickPickItemKind.Separator });
  const others = those(false);
  return [
    under("Keyfill"),
    ...those(true),
    ...(others.length > 0 ? [under(l10n.t("VS Code, other extensions and MCP servers")), ...others] : []),
  ];
}
