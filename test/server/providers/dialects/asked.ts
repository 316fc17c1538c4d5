/** Asks the fake provider through everything that is between a prompt and the events. */
import type { GenerateEvent, Prompt } from "../../../../server/completion/ports.ts";
import { Http } from "../../../../server/http.ts";
import type { DialectName } from "../../../../server/providers/dialects.ts";
import type { Endpoint } from "../../../../server/providers/endpoint.ts";
import { generate } from "../../../../server/providers/generate.ts";
import { type FakeProvider, startFakeProvider } from "../../../support/fake-provider.ts";

export interface Asking {
  readonly dialect: DialectName;
  readonly prompt: Prompt;
  readonly stream?: boolean;
  readonly signal?: AbortSignal;
  readonly endpoint?: Partial<Endpoint>;
}

export interface Asker {
  readonly provider: FakeProvider;
  stream(asking: Asking): AsyncGenerator<GenerateEvent>;
  events(asking: Asking): Promise<readonly GenerateEvent[]>;
  close(): Promise<void>;
}

export function endpoint(dialect: DialectName, baseUrl: string): Endpoint {
  return {
    instance: "fake",
    provider: "fake",
    dialect,
    baseUrl,
    query: {},
    headers: {},
    keyHeader: "bearer",
    keyVariables: [],
    keyNeeded: false,
    insecure: false,
    timeouts: { firstByteMs: 1000, stallMs: 600, connectMs: 1000 },
    advice: {},
    model: "fake-1",
    stream: true,
    maxStops: 4,
    takesTemperature: true,
    maxTokensField: "max_tokens",
    extraBody: {},
  };
}

export async function startAsker(): Promise<Asker> {
  const provider = await startFakeProvider();
  const http = new Http();
  const stream = ({ dialect, prompt, signal, endpoint: more, ...rest }: Asking) =>
    generate(
      { target: { ...endpoint(dialect, provider.url), ...more }, prompt, ...rest },
      { http, keyOf: () => Promise.resolve("fake-key") },
      signal ?? new AbortController().signal,
    );
  return {
    provider,
    stream,
    async events(asking) {
      const found: GenerateEvent[] = [];
      for await (const event of stream(asking)) found.push(event);
      return found;
    },
    async close() {
      await http.close();
      await provider.close();
    },
  };
}
