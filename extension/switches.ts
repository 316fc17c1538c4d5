/** Where and for how long completions are off: by the settings, for single files, and while they are snoozed. */
import {
  ConfigurationTarget,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type Memento,
  type TextDocument,
  workspace,
  l10n,
} from "vscode";

export type Off = "everywhere" | "language" | "file" | "snoozed";

const SNOOZED_UNTIL = "snoozedUntil";
const OFF_FILES = "offFiles";
const MINUTE_MS = 60_000;

export class Switches implements Disposable {
  /** For every window: whoever wants quiet wants it from all of them. */
  readonly #everywhere: Memento;
  readonly #here: Memento;
  readonly #changed = new EventEmitter<void>();
  #alarm: NodeJS.Timeout | undefined;

  readonly onChange = this.#changed.event;

  constructor({ globalState, workspaceState }: ExtensionContext) {
    this.#everywhere = globalState;
    this.#here = workspaceState;
    this.#setAlarm();
  }

  /** Why they are off for this document, if they are; without one, for the window. */
  off(document?: TextDocument): Off | undefined {
    if (this.snoozedUntil) return "snoozed";
    return document && this.isOffForFile(document) ? "file" : this.offBySetting(document);
  }

  isOffForFile({ uri }: TextDocument): boolean {
    return this.#offFiles().includes(uri.toString());
  }

  offBySetting(document?: TextDocument): "everywhere" | "language" | undefined {
    const configuration = workspace.getConfiguration("keyfill", document);
    if (configuration.get<boolean>("enabled", true)) return undefined;
    const values = configuration.inspect<boolean>("enabled");
    return PLACES.some(({ value, forLanguage }) => forLanguage && values?.[value] !== undefined)
      ? "language"
      : "everywhere";
  }

  get snoozedUntil(): Date | undefined {
    const until = this.#everywhere.get<number>(SNOOZED_UNTIL, 0);
    return until > Date.now() ? new Date(until) : undefined;
  }

  async snooze(minutes: number): Promise<void> {
    await this.#everywhere.update(SNOOZED_UNTIL, minutes > 0 ? Date.now() + minutes * MINUTE_MS : undefined);
    this.#setAlarm();
    this.#changed.fire();
  }

  /** The setting, where its value comes from: anywhere else it would change nothing for this document. */
  async toggle(document?: TextDocument): Promise<void> {
    const configuration = workspace.getConfiguration("keyfill", document);
    const values = configuration.inspect<boolean>("enabled");
    const place = PLACES.find(({ value }) => values?.[value] !== undefined);
    const target = place?.target ?? ConfigurationTarget.Global;
    const enabled = configuration.get<boolean>("enabled", true);
    await configuration.update("enabled", !enabled, target, place?.forLanguage);
  }

  /** Only for the document's language, wherever it is said for the language, else in the user's settings. */
  async toggleLanguage(document: TextDocument): Promise<void> {
    const configuration = workspace.getConfiguration("keyfill", document);
    const values = configuration.inspect<boolean>("enabled");
    const place = PLACES.find(({ value, forLanguage }) => forLanguage && values?.[value] !== undefined);
    const target = place?.target ?? ConfigurationTarget.Global;
    await configuration.update("enabled", !configuration.get<boolean>("enabled", true), target, true);
  }

  async toggleFile({ uri }: TextDocument): Promise<void> {
    const [file, files] = [uri.toString(), this.#offFiles()];
    const isOff = files.includes(file);
    await this.#here.update(OFF_FILES, isOff ? files.filter((other) => other !== file) : [...files, file]);
    this.#changed.fire();
  }

  dispose(): void {
    clearTimeout(this.#alarm);
    this.#changed.dispose();
  }

  #offFiles(): readonly string[] {
    return this.#here.get<readonly string[]>(OFF_FILES, []);
  }

  #setAlarm(): void {
    clearTimeout(this.#alarm);
    const until = this.snoozedUntil;
    if (until) this.#alarm = setTimeout(() => this.#changed.fire(), until.getTime() - Date.now() + 100);
  }
}

/** VS Code lets a language's value win over any without a language, and then the narrower over the wider. */
const PLACES = [
  { value: "workspaceFolderLanguageValue", target: ConfigurationTarget.WorkspaceFolder, forLanguage: true },
  { value: "workspaceLanguageValue", target: ConfigurationTarget.Workspace, forLanguage: true },
  { value: "globalLanguageValue", target: ConfigurationTarget.Global, forLanguage: true },
  { value: "defaultLanguageValue", target: ConfigurationTarget.Global, forLanguage: true },
  { value: "workspaceFolderValue", target: ConfigurationTarget.WorkspaceFolder, forLanguage: false },
  { value: "workspaceValue", target: ConfigurationTarget.Workspace, forLanguage: false },
] as const;

/** “14:35”, as the user's system writes it. */
export function timeOf(date: Date): string {
  return date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" });
}

/** One sentence for the user; empty when completions are on. */
export function offWords(switches: Switches, document: TextDocument | undefined): string {
  const off = switches.off(document);
  if (off === "snoozed" && switches.snoozedUntil)
    return l10n.t("Snoozed until {0}.", timeOf(switches.snoozedUntil));
  if (off === "file") return l10n.t("Off for this file, {0}.", fileName(document));
  if (off === "language") return l10n.t("Off for {0}.", document?.languageId ?? l10n.t("this language"));
  return off ? l10n.t("Off everywhere.") : "";
}

/** The last part of its path; a cell goes by its notebook. */
export function fileName(document: TextDocument | undefined): string {
  return document?.uri.path.split("/").at(-1) ?? "";
}
