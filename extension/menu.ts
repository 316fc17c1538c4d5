/** What a click on the status bar offers: the switches, for here and now, and what else one wants at hand. */
import { commands, type QuickPickItem, QuickPickItemKind, type TextDocument, window, l10n } from "vscode";

import { lastWords, type StatusBar } from "./status-bar.ts";
import { fileName, type Switches, timeOf } from "./switches.ts";

interface Choice extends QuickPickItem {
  readonly command?: string;
  readonly argument?: unknown;
  /** It shows something else; after the others one goes on typing, though the click has put the focus on the status bar. */
  readonly leads?: true;
}

interface Parts {
  readonly switches: Switches;
  readonly statusBar: StatusBar;
}

export async function showMenu({ switches, statusBar }: Parts): Promise<void> {
  const document = window.activeTextEditor?.document;
  const choices = [
    ...switchChoices(switches, document),
    ...snoozeChoices(switches),
    ...otherChoices(statusBar),
  ];
  const chosen = await window.showQuickPick(choices, { title: "Keyfill" });
  if (chosen?.command !== undefined) await commands.executeCommand(chosen.command, chosen.argument);
  if (!chosen?.leads) await commands.executeCommand("workbench.action.focusActiveEditorGroup");
}

const LINE: Choice = { label: "", kind: QuickPickItemKind.Separator };
const SNOOZES = [5, 15, 60] as const;
const snoozeLabel = (minutes: number) => (minutes < 60 ? l10n.t("{0} minutes", minutes) : l10n.t("1 hour"));

/** In minutes. */
export async function pickSnooze(): Promise<number | undefined> {
  const choices = SNOOZES.map((minutes) => ({ label: snoozeLabel(minutes), minutes }));
  const chosen = await window.showQuickPick(choices, { title: l10n.t("Keyfill: Snooze Completions") });
  return chosen?.minutes;
}

function switchChoices(switches: Switches, document: TextDocument | undefined): readonly Choice[] {
  const off = switches.offBySetting(document);
  const label = (isOff: boolean, where: string) =>
    isOff
      ? `$(circle-large-outline) ${l10n.t("Turn On {0}", where)}`
      : `$(circle-slash) ${l10n.t("Turn Off {0}", where)}`;
  const everywhere = { label: label(off === "everywhere", l10n.t("Everywhere")), command: "keyfill.toggle" };
  if (!document) return [everywhere];
  const language = {
    label: label(off !== undefined, l10n.t("for {0}", document.languageId)),
    command: "keyfill.toggleLanguage",
  };
  const file = {
    label: label(switches.isOffForFile(document), l10n.t("for {0}", fileName(document))),
    command: "keyfill.toggleFile",
  };
  // “Everywhere” would turn the switch of the language: it is where the value comes from.
  return off === "language" ? [language, file] : [everywhere, language, file];
}

function snoozeChoices({ snoozedUntil }: Switches): readonly Choice[] {
  if (snoozedUntil) {
    const description = l10n.t("it lasts until {0}", timeOf(snoozedUntil));
    return [LINE, { label: `$(bell) ${l10n.t("End Snooze")}`, description, command: "keyfill.endSnooze" }];
  }
  const snoozes = SNOOZES.map((minutes) => ({
    label: `$(bell-slash) ${l10n.t("Snooze for {0}", snoozeLabel(minutes))}`,
    command: "keyfill.snooze",
    argument: minutes,
  }));
  return [LINE, ...snoozes];
}

function otherChoices({ status }: StatusBar): readonly Choice[] {
  return [
    LINE,
    {
      label: `$(question) ${l10n.t("Why Was Nothing Suggested?")}`,
      ...(status?.reason !== undefined && { detail: lastWords(status) }),
      command: "keyfill.explain",
      leads: true,
    },
    { label: `$(comment-discussion) ${l10n.t("Open Chat")}`, command: "keyfill.openChat", leads: true },
    { label: `$(inspect) ${l10n.t("Inspect Last Prompt")}`, command: "keyfill.inspectPrompt", leads: true },
    { label: `$(plug) ${l10n.t("Providers…")}`, command: "keyfill.providers", leads: true },
    { label: `$(graph) ${l10n.t("Statistics")}`, command: "keyfill.statistics", leads: true },
    { label: `$(beaker) ${l10n.t("Test Provider…")}`, command: "keyfill.testProvider", leads: true },
    { label: `$(key) ${l10n.t("Set API Key…")}`, command: "keyfill.setApiKey", leads: true },
    { label: `$(gear) ${l10n.t("Settings")}`, command: "keyfill.settings", leads: true },
    { label: `$(output) ${l10n.t("Show Log")}`, command: "keyfill.showLog", leads: true },
  ];
}
