/**
 * The one place that counts tokens: a tokenizer per source, loaded when it is first asked for. Until then, and when it cannot
 * be had, an estimate answers in its stead, so that a completion never waits for a vocabulary.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { zstdDecompressSync } from "node:zlib";

import type { Tokenizer } from "./counter.ts";
import { createEstimate } from "./tokenizer-estimate.ts";
import { readTokenizer, type SourceOptions, type TokenizerFile } from "./tokenizer-source.ts";
import { createCharacters, type Characters } from "./vocabulary/characters.ts";
import { readCompact } from "./vocabulary/compact.ts";
import { readVariant, withVariant } from "./vocabulary/variant.ts";
import { createVocabularyTokenizer } from "./vocabulary/vocabulary-tokenizer.ts";

export interface Tokenizers {
  /** What can count for this source now. Never blocks and never throws; starts the loading when that is due. */
  counter(source: string): Tokenizer;
  /** Waits for the loading; the estimate when it fails. */
  ready(source: string): Promise<Tokenizer>;
}

export interface TokenizersOptions extends SourceOptions {
  readonly log: { readonly write: (level: "warn", line: string) => void };
  readonly now?: () => number;
}

/** The source that stands for the estimate. */
const ESTIMATE = "fake";
const FIRST_RETRY_MS = 30_000;
/** Room for a whole vocabulary at once: put together from the usual small pieces it takes a third longer. */
const UNPACKED_BYTES = 2 ** 21;
const LAST_RETRY_MS = 15 * 60_000;

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
  const readVocabulary = createReader(options.vocabularies);

  async function load(source: string): Promise<Tokenizer> {
    // Whoever asked for a counter goes on first.
    await setImmediate();
    const file = await readTokenizer(source, options);
    try {
      const tokenizer = file.kind === "compact" ? readVocabulary(file) : await readJson(file);
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

/** Unpacks in one go, 2 ms that the thread pool would make 7; all that loading takes is about 6 ms. */
function createReader(vocabularies: string): (file: TokenizerFile) => Tokenizer {
  let characters: Characters | undefined;
  return ({ bytes, variant }) => {
    characters ??= createCharacters(unpack(readFileSync(join(vocabularies, "characters.zst"))));
    const vocabulary = readCompact(unpack(bytes));
    const whole = variant ? withVariant(vocabulary, readVariant(variant)) : vocabulary;
    return createVocabularyTokenizer(whole, characters);
  };
}

function unpack(packed: Uint8Array): Uint8Array {
  return zstdDecompressSync(packed, { chunkSize: UNPACKED_BYTES });
}

/** The library is loaded for those who need it. */
async function readJson({ bytes }: { bytes: Uint8Array }): Promise<Tokenizer> {
  const { createLibraryTokenizer } = await import("./tokenizer-library.ts");
  return createLibraryTokenizer(JSON.parse(new TextDecoder().decode(bytes)));
}
