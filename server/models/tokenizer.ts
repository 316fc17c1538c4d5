/**
 * The one place that counts tokens: a tokenizer per source, loaded when it is first asked for. Until then, and when it cannot
 * be had, an estimate answers in its stead, so that a completion never waits for a vocabulary.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";

import type { TokenCounter } from "../completion/ports.ts";
import type { Log } from "../log.ts";
import type { Fit, Walk } from "./line-walk.ts";
import { createEstimate } from "./tokenizer-estimate.ts";
import { createLibraryTokenizer } from "./tokenizer-library.ts";
import { readTokenizer, type SourceOptions, type TokenizerFile } from "./tokenizer-source.ts";
import { createCharacters, type Characters } from "./vocabulary/characters.ts";
import { readCompact } from "./vocabulary/compact.ts";
import { createVocabularyTokenizer } from "./vocabulary/vocabulary-tokenizer.ts";

export interface Tokenizer extends TokenCounter {
  /** The id when the model reads the whole text as one token; undefined otherwise, and from an estimate. */
  tokenId(text: string): number | undefined;
  /** How many whole lines fit into a budget, walking away from the cursor. Costs microseconds from one keystroke to the next. */
  fit(walk: Walk): Fit;
}

export interface Tokenizers {
  /** What can count for this source now. Never blocks and never throws; starts the loading when that is due. */
  counter(source: string): Tokenizer;
  /** Waits for the loading; the estimate when it fails. */
  ready(source: string): Promise<Tokenizer>;
}

export interface TokenizersOptions extends SourceOptions {
  readonly log: Pick<Log, "write">;
  readonly now?: () => number;
}

/** The source that stands for the estimate. */
const ESTIMATE = "fake";
const FIRST_RETRY_MS = 30_000;
const LAST_RETRY_MS = 15 * 60_000;
const decompress = promisify(brotliDecompress);

interface Entry {
  tokenizer: Tokenizer | undefined;
  loading: Promise<void> | undefined;
  failures: number;
  retryAt: number;
}

export function createTokenizers(options: TokenizersOptions): Tokenizers {
  const { log, now = Date.now } = options;
  const estimate = createEstimate();
  const entries = new Map<string, Entry>();
  const characters = once(() => loadCharacters(options.vocabularies));

  async function load(source: string): Promise<Tokenizer> {
    const file = await readTokenizer(source, options);
    try {
      const tokenizer = await parse(file, characters);
      await file
        .keep()
        .catch((error: unknown) => log.write("warn", `tokenizer ${source}: not kept: ${String(error)}`));
      return tokenizer;
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  async function attempt(source: string, entry: Entry): Promise<void> {
    try {
      entry.tokenizer = await load(source);
    } catch (error) {
      const waitMs = Math.min(FIRST_RETRY_MS * 2 ** entry.failures++, LAST_RETRY_MS);
      entry.retryAt = now() + waitMs;
      log.write(
        "warn",
        `tokenizer ${source}: counting is estimated for the next ${waitMs / 1000} s: ${String(error)}`,
      );
    } finally {
      entry.loading = undefined;
    }
  }

  function entryOf(source: string): Entry {
    let entry = entries.get(source);
    if (!entry) {
      entry = { tokenizer: undefined, loading: undefined, failures: 0, retryAt: -Infinity };
      entries.set(source, entry);
    }
    if (!entry.tokenizer && !entry.loading && now() >= entry.retryAt) entry.loading = attempt(source, entry);
    return entry;
  }

  return {
    counter(source) {
      return source === ESTIMATE ? estimate : (entryOf(source).tokenizer ?? estimate);
    },
    async ready(source) {
      if (source === ESTIMATE) return estimate;
      const entry = entryOf(source);
      await entry.loading;
      return entry.tokenizer ?? estimate;
    },
  };
}

async function parse(file: TokenizerFile, characters: () => Promise<Characters>): Promise<Tokenizer> {
  if (file.kind === "json") return createLibraryTokenizer(JSON.parse(new TextDecoder().decode(file.bytes)));
  const [bytes, table] = await Promise.all([decompress(file.bytes), characters()]);
  return createVocabularyTokenizer(readCompact(bytes), table);
}

async function loadCharacters(vocabularies: string): Promise<Characters> {
  return createCharacters(await decompress(await readFile(join(vocabularies, "characters.br"))));
}

/** A failure is not kept: the next call tries again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
