/** The client's settings: for the window, and per document, because a language may have its own. Asked once, then remembered. */
import type { Connection } from "vscode-languageserver";

import type { Settings } from "../settings.ts";

const SECTION = "keyfill";

export class Configuration {
  readonly #answers = new Map<string, Promise<Settings>>();
  readonly #ask: (uri: string | undefined) => Promise<unknown>;

  /** A client that cannot be asked has the defaults. */
  constructor(connection: Connection, canAsk: boolean) {
    this.#ask = (uri) =>
      canAsk
        ? connection.workspace.getConfiguration(
            uri === undefined ? { section: SECTION } : { section: SECTION, scopeUri: uri },
          )
        : Promise.resolve(undefined);
  }

  of(uri?: string): Promise<Settings> {
    const known = this.#answers.get(uri ?? "");
    if (known) return known;
    const asked = this.#parse(uri);
    this.#answers.set(uri ?? "", asked);
    return asked;
  }

  forget(uri?: string): void {
    if (uri === undefined) this.#answers.clear();
    else this.#answers.delete(uri);
  }

  async #parse(uri: string | undefined): Promise<Settings> {
    const { parseSettings } = await import("../settings.ts");
    return parseSettings(await this.#ask(uri).catch(() => undefined));
  }
}
