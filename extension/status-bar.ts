/** One quiet item in the status bar: that Keyfill is there, who completes, and why nothing was suggested last. */
import {
  type Disposable,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from "vscode";

import type { IndexStatus, Status } from "../server/protocol.ts";

const WARNING = new ThemeColor("statusBarItem.warningBackground");
const PRIORITY = 100;

export class StatusBar implements Disposable {
  readonly #item: StatusBarItem;
  #tooltip = "";
  #index = "";

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

  showIndex(status: IndexStatus): void {
    this.#index = indexText(status);
    this.#explain();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #draw(text: string, tooltip: string, warns = false): void {
    this.#item.text = text;
    this.#tooltip = tooltip;
    this.#explain();
    this.#item.accessibilityInformation = { label: `Keyfill: ${tooltip}` };
    this.#item.backgroundColor = warns ? WARNING : undefined;
  }

  #explain(): void {
    const lines = [this.#tooltip, this.#index, "Click for the log."].filter((line) => line !== "");
    this.#item.tooltip = new MarkdownString(lines.join("\n\n"));
  }
}

function indexText({ state, files, symbols, diskBytes, leftOut }: IndexStatus): string {
  if (state === "off") return "";
  if (state === "failed") return "The workspace is not indexed: see the log.";
  const count = (number: number) => number.toLocaleString();
  const omitted = leftOut.reduce((sum, { files }) => sum + files, 0);
  const what = `${count(files)} files, ${count(symbols)} symbols, ${(diskBytes / 1e6).toFixed(1)} MB on disk`;
  const how = {
    indexing: "Indexing the workspace",
    ready: "Workspace index",
    paused: "Workspace index, paused",
  }[state];
  return `${how}: ${what}${omitted > 0 ? `; ${count(omitted)} files left out` : ""}.`;
}
