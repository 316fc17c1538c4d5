/** The parts of the engine that stand alone: places, keys, the network and what watches it, tokenizers, the engine that needs no key. */
import { join } from "node:path";

import { createBuiltin } from "../builtin/builtin.ts";
import { tokenizerOf } from "./counting.ts";
import { createInspector } from "../inspection/inspector.ts";
import type { Log } from "../log.ts";
import { createTokenizers } from "../models/tokenizer.ts";
import { createNetwork } from "./network.ts";
import { places } from "../places.ts";
import { watchHealth } from "../providers/health.ts";
import { createKeys } from "../providers/keys.ts";
import { createRequestLog } from "../providers/request-log.ts";

export type Foundation = ReturnType<typeof createFoundation>;

interface Surroundings {
  /** The folder of the bundled vocabularies. */
  readonly shippedFiles: { readonly vocabularies: string };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  /** The key that the user keeps in the client's secret store. */
  readonly secret: (instance: string) => Promise<string | undefined>;
  /** Whether a command that answers a key may be run. */
  readonly isTrusted: () => boolean;
}

export function createFoundation({ shippedFiles, env, log, secret, isTrusted }: Surroundings) {
  const where = places(env);
  const keys = createKeys({
    env,
    secret,
    conceal: log.conceal,
    file: join(where.config, "keys.yaml"),
    mayRun: isTrusted,
    note: (line) => log.write("warn", line),
  });
  const limits = join(where.cache, "limits");
  const requests = createRequestLog();
  const network = createNetwork({
    env,
    keys,
    limits,
    log: requests,
    note: (line) => log.write("debug", line),
    counter: (source) => tokenizers.counter(source),
  });
  const { vocabularies } = shippedFiles;
  const tokenizers = createTokenizers({
    vocabularies,
    cache: where.cache,
    env,
    fetch: network.download,
    log,
  });
  const health = watchHealth({
    generate: network.generate,
    async files() {
      const { healthFiles } = await import("../providers/health-files.ts");
      return healthFiles({ folder: join(where.cache, "health"), note: (line) => log.write("debug", line) });
    },
  });
  const inspector = createInspector({ counter: (target) => tokenizers.counter(tokenizerOf(target)) });
  return { where, builtin: createBuiltin(), keys, network, tokenizers, health, requests, inspector };
}
