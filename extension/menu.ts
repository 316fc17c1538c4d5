/** What a click on the status bar offers: the switches, for here and now, and what else one wants at hand. */
import { commands, type QuickPickItem, QuickPickItemKind, type TextDocument, window } from "vscode";

import type { StatusBar } from "./status-bar.ts";
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
const snoozeLabel = (minutes: number) => (minutes < 60 ? `${String(minutes)} minutes` : "1 hour");

/** In minutes. */
export async function pickSnooze(): Promise<number | undefined> {
  const choices = SNOOZES.map((minutes) => ({ label: snoozeLabel(minutes), minutes }));
  const chosen = await window.showQuickPick(choices, { title: "Keyfill: Snooze Completions" });
  return chosen?.minutes;
}

function switchChoices(switches: Switches, document: TextDocument | undefined): readonly Choice[] {
  const off = switches.offBySetting(document);
  const label = (isOff: boolean, where: string) =>
    `${isOff ? "$(circle-large-outline) Turn On" : "$(circle-slash) Turn Off"} ${where}`;
  const everywhere = { label: label(off === "everywhere", "Everywhere"), command: "keyfill.toggle" };
  if (!document) return [everywhere];
  const language = {
    label: label(off !== undefined, `for ${document.languageId}`),
    command: "keyfill.toggleLanguage",
  };
  const file = {
    label: label(switches.isOffForFile(document), `for ${fileName(document)}`),
    command: "keyfill.toggleFile",
  };
  // “Everywhere” would turn the switch of the language: it is where the value comes from.
  return off === "language" ? [language, file] : [everywhere, language, file];
}

function snoozeChoices({ snoozedUntil }: Switches): readonly Choice[] {
  if (snoozedUntil) {
    const description = `it lasts until ${timeOf(snoozedUntil)}`;
    return [LINE, { label: "$(bell) End Snooze", description, command: "keyfill.endSnooze" }];
  }
  const snoozes = SNOOZES.map((minutes) => ({
    label: `$(bell-slash) Snooze for ${snoozeLabel(minutes)}`,
    command: "keyfill.snooze",
    argument: minutes,
  }));
  return [LINE, ...snoozes];
}

function otherChoices({ status }: StatusBar): readonly Choice[] {
  return [
    LINE,
    {
      label: "$(question) Why Was Nothing Suggested?",
      ...(status?.reason !== undefined && { detail: status.last ?? "" }),
      command: "keyfill.explain",
      leads: true,
    },
    { label: "$(inspect) Inspect Last Prompt", command: "keyfill.inspectPrompt", leads: true },
    { label: "$(plug) Providers…", command: "keyfill.providers", leads: true },
    { label: "$(graph) Statistics", command: "keyfill.statistics", leads: true },
    { label: "$(beaker) Test Provider…", command: "keyfill.testProvider", leads: true },
    { label: "$(key) Set API Key…", command: "keyfill.setApiKey", leads: true },
    { label: "$(gear) Settings", command: "workbench.action.openSettings", argument: "@ext:keyfill.keyfill" },
    { label: "$(output) Show Log", command: "keyfill.showLog", leads: true },
  ];
}
