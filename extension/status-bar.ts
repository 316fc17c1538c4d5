/** One quiet item in the status bar: that Keyfill is there, whether and who completes, and why nothing was suggested last. */
import {
  type Disposable,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  type TextDocument,
  ThemeColor,
  window,
  workspace,
  l10n,
} from "vscode";

import { said } from "./said.ts";
import type { Figures, IndexStatus, Status } from "../server/protocol.ts";
import { contextKey } from "./context-key.ts";
import type { EmbeddingsStatus } from "../server/protocol/embeddings.ts";
import { meaningsText } from "./meanings-text.ts";
import { rivals } from "./rivals.ts";
import { offWords, type Switches, timeOf } from "./switches.ts";

const WARNING = new ThemeColor("statusBarItem.warningBackground");
const PRIORITY = 100;

type Engine =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly status?: Status }
  | { readonly kind: "stopped"; readonly message: string };

interface Look {
  readonly icon: string;
  /** Behind the name. */
  readonly more?: string;
  /** Paragraphs, in Markdown. */
  readonly words: readonly string[];
  readonly warns?: boolean;
}

export class StatusBar implements Disposable {
  readonly #item: StatusBarItem;
  readonly #switches: Switches;
  readonly #subscriptions: readonly Disposable[];
  readonly #tellSnoozed = contextKey("keyfill.snoozed");
  readonly #tellPaused = contextKey("keyfill.paused");
  #engine: Engine = { kind: "starting" };
  #index = "";
  #shared = "";
  #meanings = "";
  #figures = "";

  constructor(switches: Switches) {
    this.#switches = switches;
    this.#item = window.createStatusBarItem("keyfill.status", StatusBarAlignment.Right, PRIORITY);
    this.#item.name = "Keyfill";
    this.#item.command = "keyfill.showMenu";
    const draw = () => this.#draw();
    this.#subscriptions = [
      switches.onChange(draw),
      window.onDidChangeActiveTextEditor(draw),
      workspace.onDidChangeConfiguration(draw),
    ];
    draw();
    this.#item.show();
  }

  /** What the server told last. */
  get status(): Status | undefined {
    return this.#engine.kind === "running" ? this.#engine.status : undefined;
  }

  starting(): void {
    this.#become({ kind: "starting" });
  }

  ready(): void {
    this.#become({ kind: "running" });
  }

  stopped(message: string): void {
    this.#become({ kind: "stopped", message });
  }

  show(status: Status): void {
    this.#become({ kind: "running", status });
  }

  showIndex(status: IndexStatus): void {
    this.#index = indexText(status);
    if (status.shared) this.#shared = sharedText(status.shared);
    this.#draw();
  }

  showMeanings(status: EmbeddingsStatus): void {
    this.#meanings = meaningsText(status);
    this.#draw();
  }

  showFigures(figures: Figures): void {
    this.#figures = figuresText(figures);
    this.#draw();
  }

  dispose(): void {
    this.#item.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #become(engine: Engine): void {
    this.#engine = engine;
    this.#draw();
  }

  #draw(): void {
    const { icon, more, words, warns = false } = lookOf(this.#engine, this.#switches);
    this.#item.text = `$(${icon}) Keyfill${more === undefined ? "" : ` ${more}`}`;
    this.#item.tooltip = tooltip(
      [...words, this.#figures, this.#index, this.#shared, this.#meanings],
      this.#switches,
    );
    this.#item.accessibilityInformation = { label: `Keyfill: ${spoken(words)}` };
    this.#item.backgroundColor = warns ? WARNING : undefined;
    this.#tellSnoozed(this.#switches.snoozedUntil !== undefined);
    this.#tellPaused(isPaused(this.status));
  }
}

/** Without what is Markdown's, for a screen reader. */
function spoken(words: readonly string[]): string {
  return words.join(" ").replaceAll(/`|\[([^\]]*)\]\([^)]*\)/g, "$1");
}

function indexText({ state, files, symbols, diskBytes, leftOut }: IndexStatus): string {
  if (state === "off") return "";
  if (state === "failed") return l10n.t("The workspace is not indexed: see the log.");
  const count = (number: number) => number.toLocaleString();
  const omitted = leftOut.reduce((sum, { files }) => sum + files, 0);
  const megabytes = (diskBytes / 1e6).toFixed(1);
  const what = l10n.t("{0} files, {1} symbols, {2} MB on disk", count(files), count(symbols), megabytes);
  const how = {
    indexing: l10n.t("Indexing the workspace"),
    ready: l10n.t("Workspace index"),
    paused: l10n.t("Workspace index, paused"),
  }[state];
  return `${how}: ${what}${omitted > 0 ? `; ${l10n.t("{0} files left out", count(omitted))}` : ""}.`;
}

/** Those of teams that fail. */
function sharedText(shared: NonNullable<IndexStatus["shared"]>): string {
  return shared
    .flatMap(({ name, why }) =>
      why === undefined
        ? []
        : [`$(warning) ${l10n.t("The shared index “{0}” is not asked: {1}", name, said(why))}`],
    )
    .join("\n\n");
}

function figuresText({ p50Ms, p95Ms, cacheReuse, tokensToday, moneyToday }: Figures): string {
  const ms = (time: number) => `${String(Math.round(time))} ms`;
  const money = moneyToday > 0 ? ` ($${moneyToday.toFixed(moneyToday < 1 ? 4 : 2)})` : "";
  return [
    p50Ms !== undefined &&
      p95Ms !== undefined &&
      l10n.t("Half of the answers within {0}, 95 % within {1}", ms(p50Ms), ms(p95Ms)),
    cacheReuse !== undefined &&
      l10n.t("{0} % of the prompts came from the server's cache", Math.round(cacheReuse * 100)),
    tokensToday > 0 && l10n.t("{0} tokens today{1}", tokensToday.toLocaleString(), money),
  ]
    .filter(Boolean)
    .join(" · ");
}

function lookOf(engine: Engine, switches: Switches): Look {
  if (engine.kind === "starting") return { icon: "loading~spin", words: [l10n.t("Keyfill is starting.")] };
  if (engine.kind === "stopped")
    return { icon: "warning", words: [l10n.t("Keyfill is not running: {0}", engine.message)], warns: true };
  const document: TextDocument | undefined = window.activeTextEditor?.document;
  const off = switches.off(document);
  const until = switches.snoozedUntil;
  if (off === "snoozed" && until)
    return { icon: "bell-slash", more: timeOf(until), words: [offWords(switches, document)] };
  if (off) return { icon: "circle-slash", words: [offWords(switches, document)] };
  return lookOfStatus(engine.status);
}

/** What the last request came to. */
export function lastWords({ told, last = "" }: Partial<Status>): string {
  return told ? said(...told) : last;
}

/** The day's budget is used up. */
function isPaused({ reason = "" }: Partial<Status> = {}): boolean {
  return reason.startsWith("daily-");
}

function lookOfStatus(status: Partial<Status> = {}): Look {
  const { state, target = "" } = status;
  const last = lastWords(status);
  if (isPaused(status))
    return {
      icon: "dashboard",
      more: l10n.t("paused"),
      words: [last, `[${l10n.t("Go on today")}](command:keyfill.goOnToday)`],
    };
  const who = target === "" ? l10n.t("Keyfill is ready.") : l10n.t("Completing with {0}.", `\`${target}\``);
  const isAsEver = status.reason === undefined && state !== "failing" && !status.last?.includes(", after ");
  const words = last === "" || isAsEver ? [who] : [who, last];
  return state === "failing" ? { icon: "warning", words, warns: true } : { icon: "sparkle", words };
}

const LINKS = [
  "keyfill.showMenu",
  "keyfill.snooze",
  "keyfill.endSnooze",
  "keyfill.explain",
  "keyfill.goOnToday",
  "keyfill.indexMeanings",
  "keyfill.pauseMeanings",
  "keyfill.inspectPrompt",
  "keyfill.showLog",
];

function tooltip(words: readonly string[], { snoozedUntil }: Switches): MarkdownString {
  const others = rivals();
  const rivalry =
    others.length > 0
      ? [`$(info) ${l10n.t("{0} can show ghost text as well, and may come first.", others.join(", "))}`]
      : [];
  const snooze = snoozedUntil
    ? `[${l10n.t("End snooze")}](command:keyfill.endSnooze)`
    : `[${l10n.t("Snooze 15 min")}](command:keyfill.snooze?15)`;
  const links = `${snooze} · [${l10n.t("Why nothing?")}](command:keyfill.explain) · [${l10n.t("Last prompt")}](command:keyfill.inspectPrompt) · [${l10n.t("Log")}](command:keyfill.showLog)`;
  const text = new MarkdownString([...words, ...rivalry, links].filter(Boolean).join("\n\n"), true);
  text.isTrusted = { enabledCommands: LINKS };
  return text;
}
