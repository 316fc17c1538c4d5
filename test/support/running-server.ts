/** For each test of a file: a provider of its own, an empty configuration, and the built server started when it is asked for. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { afterEach, beforeEach } from "vitest";

import { type FakeProvider, startFakeProvider } from "./fake-provider.ts";
import { LspClient } from "./lsp-client.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export type StartOptions = Parameters<typeof LspClient.start>[0];

export interface Running {
  readonly provider: FakeProvider;
  /** KEYFILL_HOME. */
  readonly home: string;
  readonly client: LspClient;
  readonly providerFile: (name: string, text: string) => Promise<void>;
  /** One in which the provider is set up, with the key `sk-planted-key`. */
  readonly environment: (more?: Readonly<Record<string, string>>) => Record<string, string>;
  readonly start: (options?: StartOptions) => Promise<LspClient>;
}

export function runningServer(): Running {
  const folder = temporaryFolder();
  let now: { provider: FakeProvider; home: string; client?: LspClient } | undefined;
  const current = () => {
    if (!now) throw new Error("there is a server only while a test runs");
    return now;
  };
  beforeEach(async () => {
    now = { provider: await startFakeProvider(), home: await mkdtemp(join(folder, "home-")) };
  });
  afterEach(async () => {
    await now?.client?.stop();
    await now?.provider.close();
    now = undefined;
  });
  const running: Running = {
    get provider() {
      return current().provider;
    },
    get home() {
      return current().home;
    },
    get client() {
      const { client } = current();
      if (!client) throw new Error("the server was not started");
      return client;
    },
    async providerFile(name, text) {
      await mkdir(join(running.home, "providers.d"), { recursive: true });
      await writeFile(join(running.home, "providers.d", name), text);
    },
    environment: (more = {}) => ({
      KEYFILL_HOME: running.home,
      KEYFILL_BASE_URL: running.provider.url,
      KEYFILL_MODEL: "qwen2.5-coder-7b",
      KEYFILL_API_KEY: "sk-planted-key",
      ...more,
    }),
    async start(options = {}) {
      const client = await LspClient.start({ env: running.environment(), ...options });
      current().client = client;
      return client;
    },
  };
  return running;
}
