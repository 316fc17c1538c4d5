/**
 * A server for tests that embeds, as OpenAI's format has it: a real HTTP server on 127.0.0.1. Texts that say the same in other
 * words lie near each other, as far as it knows words.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface FakeEmbedder {
  /** The base URL, with its /v1. */
  readonly url: string;
  /** The texts of each request. */
  readonly requests: readonly (readonly string[])[];
  readonly bodies: readonly Readonly<Record<string, unknown>>[];
  /** From now on; without a status it embeds. */
  readonly behave: (behaviour: {
    readonly status?: number;
    readonly slowMs?: number;
    readonly most?: number;
  }) => void;
  readonly close: () => Promise<void>;
}

const DIMENSIONS = 64;
/** A word of each row means the same as the others of it. */
const SAME: readonly (readonly string[])[] = [
  ["login", "authenticate", "password", "signin"],
  ["area", "surface", "square"],
  ["invoice", "bill", "payment", "charge"],
  ["parse", "read", "tokenize"],
];

export async function startFakeEmbedder(): Promise<FakeEmbedder> {
  const requests: (readonly string[])[] = [];
  const bodies: Readonly<Record<string, unknown>>[] = [];
  let behaviour: Parameters<FakeEmbedder["behave"]>[0] = {};
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      const asked: { readonly input?: readonly string[] } = Object(JSON.parse(body === "" ? "{}" : body));
      const { input = [] } = asked;
      bodies.push({ ...asked });
      requests.push(input);
      const { status, slowMs = 0, most = Infinity } = behaviour;
      const said = input.length > most ? 400 : (status ?? 200);
      const answer =
        said === 200
          ? {
              data: input.map((text, index) => ({ index, embedding: vectorOf(text) })),
              usage: { prompt_tokens: input.length * 10, total_tokens: input.length * 10 },
            }
          : { error: { message: "as the test wants it", type: "invalid_request_error" } };
      setTimeout(() => {
        response.writeHead(said, { "content-type": "application/json" }).end(JSON.stringify(answer));
      }, slowMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has this kind
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/v1`,
    requests,
    bodies,
    behave: (next) => (behaviour = next),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function vectorOf(text: string): readonly number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0.01);
  for (const [word] of text.toLowerCase().matchAll(/[a-z]{3,}/g)) {
    const row = SAME.findIndex((words) => words.some((same) => word.includes(same)));
    const at = row < 0 ? SAME.length + (hashOf(word) % (DIMENSIONS - SAME.length)) : row;
    vector[at] = (vector[at] ?? 0) + (row < 0 ? 0.2 : 2);
  }
  return vector;
}

function hashOf(word: string): number {
  let hash = 7;
  for (const letter of word) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 65_521;
  return hash;
}
