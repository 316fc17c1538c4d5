/** Makes everything in resources/vocabularies from its sources: `node test/tools/vocabularies.ts [name…]`. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { constants, zstdCompressSync } from "node:zlib";

import { readCompact } from "../../server/models/vocabulary/compact.ts";
import { characterRuns } from "./vocabularies/characters.ts";
import { compile } from "./vocabularies/compile.ts";
import { rebuild } from "./vocabularies/rebuild.ts";
import { SOURCES, type Source } from "./vocabularies/sources.ts";
import type { TokenizerJson } from "./vocabularies/tokenizer-json.ts";

const MAX_LEVEL = 22;
const FOLDER = fileURLToPath(new URL("../../resources/vocabularies/", import.meta.url));

/** Zstandard takes 7 % more room than Brotli and half the time to unpack. */
function compress(bytes: Uint8Array): Uint8Array {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: MAX_LEVEL } });
}

const pairs = ({ model }: TokenizerJson): string[] =>
  model.merges.map((merge) => (typeof merge === "string" ? merge : merge.join(" ")));

/** The compact form must be enough to say all that the source says. */
function checkRebuilt(name: string, source: TokenizerJson, compact: Uint8Array): void {
  const rebuilt = rebuild(readCompact(compact));
  if (!isDeepStrictEqual({ ...rebuilt.model.vocab }, { ...withAdded(source) }))
    throw new Error(`${name}: the vocabulary rebuilt from the compact form is another`);
  if (!isDeepStrictEqual(pairs(rebuilt), pairs(source)))
    throw new Error(`${name}: the merges rebuilt from the compact form are others`);
}

function withAdded({ model, added_tokens: added }: TokenizerJson): Record<string, number> {
  return { ...model.vocab, ...Object.fromEntries(added.map(({ content, id }) => [content, id])) };
}

/** The added tokens that make this vocabulary another; nothing else may. */
async function makeVariant(source: Source, like: string): Promise<void> {
  const base = SOURCES.find(({ name }) => name === like);
  if (!base) throw new Error(`${source.name}: there is no ${like}`);
  const [own, other] = await Promise.all([source.load(), base.load()]);
  const added = own.added_tokens.slice(other.added_tokens.length);
  const isSame =
    isDeepStrictEqual(own.model.vocab, other.model.vocab) &&
    isDeepStrictEqual(pairs(own), pairs(other)) &&
    isDeepStrictEqual(own.pre_tokenizer, other.pre_tokenizer) &&
    isDeepStrictEqual(own.normalizer, other.normalizer) &&
    isDeepStrictEqual(own.added_tokens.slice(0, -added.length), other.added_tokens);
  if (!isSame) throw new Error(`${source.name} is more than ${like} with other added tokens`);
  const tokens = added.map(({ id, content, special, normalized }) => ({ id, content, special, normalized }));
  writeFileSync(`${FOLDER}${source.name}.json`, `${JSON.stringify({ like, added: tokens }, null, 2)}\n`);
  console.log(`${source.name}: ${like} and ${tokens.length} more added tokens`);
}

async function make(source: Source): Promise<void> {
  if (source.like) return makeVariant(source, source.like);
  const json = await source.load();
  const compact = compile(source.name, json);
  checkRebuilt(source.name, json, compact);
  const file = compress(compact);
  writeFileSync(`${FOLDER}${source.name}.vocabulary.zst`, file);
  const { head } = readCompact(compact);
  const note = `${head.count} tokens, ${head.added.length} added, ${head.unreachable.length} unreachable`;
  console.log(`${source.name}: ${file.length} of ${compact.length} bytes; ${note}`);
}

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
if (isWanted("characters")) {
  const runs = await characterRuns();
  writeFileSync(`${FOLDER}characters.zst`, compress(runs));
  console.log(`characters: ${readFileSync(`${FOLDER}characters.zst`).length} of ${runs.length} bytes`);
}
for (const source of SOURCES) if (isWanted(source.name)) await make(source);
