/**
 * What needs a connection: loaded when a provider is asked, or is about to be. An editor that completes with the built-in
 * engine never pays for it.
 */
import type { GenerateEvent, Prompt, Signal } from "./completion/ports.ts";
import type { Http } from "./http.ts";
import type { Keys } from "./providers/keys.ts";
import type { Target } from "./providers/target.ts";

export interface Network {
  readonly generate: (target: Target, prompt: Prompt, signal: Signal) => AsyncIterable<GenerateEvent>;
  readonly download: (url: string, headers: Readonly<Record<string, string>>) => Promise<Uint8Array>;
  /** Opens the connection that the next keystroke needs. Cheap when it stands already. */
  readonly warm: (target: Target) => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Means {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly keyOf: Keys["of"];
  readonly note: (what: string) => void;
}

export function createNetwork({ env, keyOf, note }: Means): Network {
  let opened: Promise<Http> | undefined;
  const http = () => (opened ??= import("./http.ts").then(({ Http }) => new Http({ env })));
  return {
    async *generate(target, prompt, signal) {
      const { generate } = await import("./providers/generate.ts");
      yield* generate({ target, prompt }, { http: await http(), keyOf, note }, signal);
    },
    async download(url, headers) {
      const { download } = await import("./download.ts");
      return download(await http(), url, headers);
    },
    async warm({ baseUrl, insecure }) {
      (await http()).warm({ url: baseUrl, ...(insecure && { connection: { insecure } }) });
    },
    async close() {
      await (await opened)?.close();
    },
  };
}
