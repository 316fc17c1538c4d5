/** The user's keys, in VS Code's secret store and nowhere else. */
import { type Disposable, type SecretStorage } from "vscode";

const PREFIX = "keyfill.apiKey.";

export class ApiKeys {
  readonly #secrets: SecretStorage;

  constructor(secrets: SecretStorage) {
    this.#secrets = secrets;
  }

  async get(provider: string): Promise<string | null> {
    return (await this.#secrets.get(PREFIX + provider)) ?? null;
  }

  /** An empty key removes the one that is there. */
  async set(provider: string, key: string): Promise<void> {
    if (key === "") await this.#secrets.delete(PREFIX + provider);
    else await this.#secrets.store(PREFIX + provider, key);
  }

  /** Also when another window does it. */
  onChange(listener: () => void): Disposable {
    return this.#secrets.onDidChange(({ key }) => {
      if (key.startsWith(PREFIX)) listener();
    });
  }
}
