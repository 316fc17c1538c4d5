/** The statistics page: an editor tab. The figures come from the engine, and go nowhere but to the page. */
import { type ExtensionContext, window, workspace, l10n } from "vscode";

import type { Answers } from "../pages/page-messages.ts";
import { PageTab } from "../pages/page-tab.ts";
import type { Server } from "../server.ts";
import type { StatisticsQuestions } from "./messages.ts";

export function statisticsPage({ extensionUri }: ExtensionContext, server: Server): PageTab {
  const answers: Answers<StatisticsQuestions> = {
    summary: (asked) => server.usage(asked),
    async export() {
      const filters = { "JSON Lines": ["jsonl"] };
      const file = await window.showSaveDialog({ title: l10n.t("Export Keyfill's Statistics"), filters });
      if (file) await workspace.fs.writeFile(file, new TextEncoder().encode(await server.exportUsage()));
      return null;
    },
    async clear() {
      const clear = l10n.t("Clear");
      const detail = l10n.t("All that was counted on this machine is deleted.");
      const question = l10n.t("Clear Keyfill's statistics?");
      const isMeant = (await window.showWarningMessage(question, { modal: true, detail }, clear)) === clear;
      if (isMeant) await server.clearUsage();
      return isMeant;
    },
  };
  const title = l10n.t("Keyfill Statistics");
  return new PageTab({ viewType: "keyfill.statistics", extensionUri, name: "statistics", title, answers });
}
