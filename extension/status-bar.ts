/** One quiet item in the status bar: that Keyfill is there, who completes, and why nothing was suggested last. */
import {
  type Disposable,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from "vscode";

import type { Status } from "../server/protocol.ts";

const WARNING = new ThemeColor("statusBarItem.warningBackground");
const PRIORITY = 100;

export class StatusBar implements Disposable {
  readonly #item: StatusBarItem;

  constructor() {
    this.#item = window.createStatusBarItem("keyfill.status", StatusBarAlignment.Right, PRIORITY);
    this.#item.name = "Keyfill";
    this.#item.command = "keyfill.showLog";
    this.starting();
    this.#item.show();
  }

  starting(): void {
    this.#draw("$(loading~spin) Keyfill", "Keyfill is starting.");
  }

  ready(): void {
    this.#draw("$(sparkle) Keyfill", "Keyfill is ready.");
  }

  stopped(message: string): void {
    this.#draw("$(warning) Keyfill", `Keyfill is not running: ${message}`, true);
  }

  show({ state, target, last }: Status): void {
    const lines = [target === "" ? undefined : `Completing with \`${target}\`.`, last];
    const text = lines.filter((line) => line !== undefined).join("\n\n");
    const isFailing = state === "failing";
    this.#draw(isFailing ? "$(warning) Keyfill" : "$(sparkle) Keyfill", text, isFailing);
  }

  dispose(): void {
    this.#item.dispose();
  }

  #draw(text: string, tooltip: string, warns = false): void {
    this.#item.text = text;
    this.#item.tooltip = new MarkdownString(`${tooltip}\n\nClick for the log.`);
    this.#item.accessibilityInformation = { label: `Keyfill: ${tooltip}` };
    this.#item.backgroundColor = warns ? WARNING : undefined;
  }
}
