/** Whether there is a model to chat with; where there is none, the user is told how to come by one. */
import { commands, l10n, window } from "vscode";

import type { ChatModels } from "./models.ts";

export async function mayChat({ hasAny }: ChatModels): Promise<boolean> {
  if (hasAny) return true;
  const providers = l10n.t("Providers…");
  const words = l10n.t("No model to chat with is set up yet.");
  if ((await window.showInformationMessage(words, providers)) === providers)
    await commands.executeCommand("keyfill.providers");
  return false;
}
