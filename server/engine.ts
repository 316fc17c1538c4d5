/**
 * The engine without a door: builds the parts and connects their ports. The language server and the command line both
 * stand on it.
 */
import { join } from "node:path";

import { createBuiltin } from "./builtin/builtin.ts";
import { clock } from "./clock.ts";
import { type Completer, createCompleter } from "./completion/complete.ts";
import { splitLines } from "./completion/lines.ts";
import type { CompletionTarget } from "./completion/ports.ts";
import type { Snapshot } from "./completion/request.ts";
import { retrieve } from "./context/retrieve.ts";
import { openFiles } from "./context/sources/open-files.ts";
import { workspaceFiles } from "./context/workspace-files.ts";
import { Http } from "./http.ts";
import type { Log } from "./log.ts";
import { createTokenizers } from "./models/tokenizer.ts";
import { places } from "./places.ts";
import { generate } from "./providers/generate.ts";
import { createKeys } from "./providers/keys.ts";
import type { Target } from "./providers/target.ts";
import { select, type Selection } from "./selection.ts";

export interface Surroundings {
  /** The folder of `resources/`. */
  readonly resources: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly openDocuments: () => readonly Snapshot[];
  /** The key that the user keeps in the client's secret store. */
  readonly secret: (instance: string) => Promise<string | undefined>;
}

export interface Engine {
  readonly completer: Completer;
  /** Where the user's provider files are. */
  readonly providersFolder: string;
  readonly selection: Selection;
  /** Resolves once the target's tokenizer counts exactly, or cannot. */
  readonly ready: () => Promise<void>;
  readonly keysChanged: () => void;
  readonly documentChanged: (document: Snapshot) => void;
  readonly documentClosed: (uri: string) => void;
  readonly addFolder: (folder: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function createEngine({
  resources,
  env,
  log,
  openDocuments,
  secret,
}: Surroundings): Promise<Engine> {
  const { cache, providers } = places(env);
  const http = new Http();
  const builtin = createBuiltin();
  const keys = createKeys({ env, secret, conceal: log.conceal });
  const tokenizers = createTokenizers({
    vocabularies: join(resources, "vocabularies"),
    cache,
    env,
    http,
    log: (line) => log.write("warn", line),
  });
  const selection = await select({ resources, providers, env, log, builtin: builtin.target });
  // Loaded while nobody waits for a count yet.
  selection.onChange((target) => tokenizers.counter(tokenizerOf(target)));

  const sources = [openFiles(openDocuments)];
  const failed = (source: string, error: unknown) =>
    log.write("error", `context from ${source}: ${String(error)}`);
  const completer = createCompleter({
    clock,
    newAborter: () => new AbortController(),
    target: selection.current,
    retrieve: (place, signal) => retrieve(place, { sources, failed }, signal),
    counter: (target) => tokenizers.counter(tokenizerOf(target)),
    generate: (target, prompt, signal) =>
      isProvider(target)
        ? generate({ target, prompt }, { http, keyOf: keys.of }, signal)
        : builtin.generate(prompt, signal),
  });
  const closing = new AbortController();
  return {
    completer,
    providersFolder: providers,
    selection,
    async ready() {
      const choice = selection.current();
      if (choice.kind === "target") await tokenizers.ready(tokenizerOf(choice.target));
    },
    keysChanged: keys.forget,
    documentChanged(document) {
      builtin.learn(document);
      completer.documentChanged(document);
    },
    documentClosed: (uri) => completer.documentClosed(uri),
    async addFolder(folder) {
      for await (const { text, ...file } of workspaceFiles(folder, closing.signal)) {
        builtin.learn({ ...file, lines: splitLines(text) });
      }
    },
    async close() {
      closing.abort();
      await http.close();
    },
  };
}

function isProvider(target: CompletionTarget): target is Target {
  return "dialect" in target;
}

function tokenizerOf(target: CompletionTarget): string {
  return isProvider(target) ? target.tokenizer : "fake";
}
