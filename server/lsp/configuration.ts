/** The client's settings: for the window, and per document, because a language may have its own. Asked once, then remembered. */
import type { Connection } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import type { Settings } from "../settings.ts";

const section = "keyfill";

export class Configuration {
  readonly #answers = new Map<string, Promise<Settings>>();
  readonly #connection: Connection;
  readonly #engine: Promise<Engine>;
  readonly #canAsk: boolean;

  /** A client that cannot be asked has the defaults. */
  constructor(connection: Connection, { engine, canAsk }: { engine: Promise<Engine>; canAsk: boolean }) {
    this.#connection = connection;
    this.#engine = engine;
    this.#canAsk = canAsk;
  }

  of(uri?: string): Promise<Settings> {
    const known = this.#answers.get(uri ?? "");
    if (known) return known;
    const asked = this.#ask(uri);
    this.#answers.set(uri ?? "", asked);
    return asked;
  }

  /** What the editor itself is told of proxies and certificates. */
  async network(): Promise<unknown> {
    return this.#canAsk ? this.#connection.workspace.getConfiguration({ section: "http" }) : undefined;
  }

  /** What the editor's user does not want to see in the tree, and not in searches. */
  async hiding(): Promise<readonly unknown[]> {
    if (!this.#canAsk) return [];
    const sections = ["files.exclude", "search.exclude"];
    return this.#connection.workspace.getConfiguration(sections.map((section) => ({ section })));
  }

  forget(uri?: string): void {
    if (uri === undefined) this.#answers.clear();
    else this.#answers.delete(uri);
  }

  async #ask(uri: string | undefined): Promise<Settings> {
    const { parseSettings } = await this.#engine;
    if (!this.#canAsk) return parseSettings(undefined);
    const item = uri === undefined ? { section } : { section, scopeUri: uri };
    const sent: unknown = await this.#connection.workspace.getConfiguration(item).catch(() => undefined);
    return parseSettings(sent);
  }
}
