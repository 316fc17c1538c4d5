/** The bundled vocabularies as the tests see them. */
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zstdDecompressSync } from "node:zlib";

import {
  createTokenizers,
  type Tokenizers,
  type TokenizersOptions,
} from "../../../server/models/tokenizer.ts";
import { readCompact, type CompactVocabulary } from "../../../server/models/vocabulary/compact.ts";
import { readVariant, withVariant } from "../../../server/models/vocabulary/variant.ts";

const VOCABULARIES = join(import.meta.dirname, "../../../resources/vocabularies");

const SUFFIX = /\.vocabulary\.zst$|\.json$/;

export const bundledNames: readonly string[] = readdirSync(VOCABULARIES)
  .filter((file) => SUFFIX.test(file))
  .map((file) => file.replace(SUFFIX, ""))
  .toSorted();

export function readBundled(name: string): CompactVocabulary {
  const read = (base: string): CompactVocabulary =>
    readCompact(zstdDecompressSync(readFileSync(join(VOCABULARIES, `${base}.vocabulary.zst`))));
  if (readdirSync(VOCABULARIES).includes(`${name}.vocabulary.zst`)) return read(name);
  const variant = readVariant(readFileSync(join(VOCABULARIES, `${name}.json`)));
  return withVariant(read(variant.like), variant);
}

/** With no network and nothing kept, unless told otherwise. */
export function newTokenizers(options: Partial<TokenizersOptions> = {}): Tokenizers {
  return createTokenizers({
    vocabularies: VOCABULARIES,
    cache: join(tmpdir(), "keyfill-no-cache"),
    fetch: () => Promise.reject(new Error("there is no network here")),
    env: {},
    log: { write: () => {} },
    ...options,
  });
}
