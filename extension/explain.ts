/** “Why was nothing suggested?”: the last reason, with a button that does something about it. */
import { commands, window, l10n } from "vscode";

import { lastWords, type StatusBar } from "./status-bar.ts";
import { offWords, type Switches } from "./switches.ts";

interface Remedy {
  readonly title: string;
  readonly command: string;
}

const TURN_ON = l10n.t("Turn On");
const SET_KEY: Remedy = { title: l10n.t("Set API Key"), command: "keyfill.setApiKey" };
const TEST: Remedy = { title: l10n.t("Test Provider"), command: "keyfill.testProvider" };
const GO_ON: Remedy = { title: l10n.t("Go On Today"), command: "keyfill.goOnToday" };
const IN_FULL: Remedy = { title: l10n.t("In Full"), command: "keyfill.explainInFull" };
const SHOW_LOG: Remedy = { title: l10n.t("Show Log"), command: "keyfill.showLog" };

const REMEDIES: Readonly<Record<string, Remedy>> = {
  disabled: { title: TURN_ON, command: "keyfill.toggle" },
  everywhere: { title: TURN_ON, command: "keyfill.toggle" },
  "off-for-language": { title: TURN_ON, command: "keyfill.toggleLanguage" },
  language: { title: TURN_ON, command: "keyfill.toggleLanguage" },
  "off-for-file": { title: TURN_ON, command: "keyfill.toggleFile" },
  file: { title: TURN_ON, command: "keyfill.toggleFile" },
  snoozed: { title: l10n.t("End Snooze"), command: "keyfill.endSnooze" },
  "no-key": SET_KEY,
  refused: SET_KEY,
  "daily-requests": GO_ON,
  "daily-tokens": GO_ON,
  "daily-money": GO_ON,
  unreachable: TEST,
  timeout: TEST,
  "bad-answer": TEST,
  "bad-request": TEST,
  "no-fim": TEST,
  "unknown-model": TEST,
};

export async function explain({
  switches,
  statusBar,
}: {
  switches: Switches;
  statusBar: StatusBar;
}): Promise<void> {
  const document = window.activeTextEditor?.document;
  const off = switches.off(document);
  const { reason = "" } = statusBar.status ?? {};
  const last = lastWords(statusBar.status ?? {}) || l10n.t("Nothing was asked for yet.");
  // What holds now counts for more than what held when it was asked last.
  const words = off ? l10n.t("Nothing is suggested. {0}", offWords(switches, document)) : last;
  const remedy = REMEDIES[off ?? reason];
  const buttons = [...(remedy ? [remedy] : []), IN_FULL, SHOW_LOG];
  const chosen = await window.showInformationMessage(`Keyfill: ${words}`, ...buttons);
  if (chosen) await commands.executeCommand(chosen.command);
}
