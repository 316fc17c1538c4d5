/** The reference that counts are proved against: Hugging Face's own Rust library, as prebuilt for Node. */
import { createRequire } from "node:module";
import type * as Tokenizers from "tokenizers";

export interface OracleTokenizer {
  ids(text: string): Promise<number[]>;
  /** How many tokens each of the texts has. */
  counts(texts: readonly string[]): Promise<number[]>;
  /** Where the tokens lie, in code points. */
  offsets(text: string): Promise<number[][]>;
}

export interface Oracle {
  /** Takes the text of a `tokenizer.json`. */
  load(json: string): OracleTokenizer;
  /** NFC as the reference does it. */
  compose(text: string): string;
}

const PLAIN = { addSpecialTokens: false };
const BATCH = 2_000;

/** Throws, naming the platform, when no binary of the library fits this machine. */
export function loadOracle(): Oracle {
  const library = load();
  const nfc = library.nfcNormalizer();
  return {
    load(json) {
      const tokenizer = library.Tokenizer.fromString(json);
      return {
        ids: async (text) => (await tokenizer.encode(text, null, PLAIN)).getIds(),
        async counts(texts) {
          const counts: number[] = [];
          for (let from = 0; from < texts.length; from += BATCH) {
            const encodings = await tokenizer.encodeBatch(texts.slice(from, from + BATCH), PLAIN);
            for (const encoding of encodings) counts.push(encoding.getLength());
          }
          return counts;
        },
        offsets: async (text) => (await tokenizer.encode(text, null, PLAIN)).getOffsets(),
      };
    },
    compose: (text) => nfc.normalizeString(text),
  };
}

function load(): typeof Tokenizers {
  try {
    const library: typeof Tokenizers = createRequire(import.meta.url)("tokenizers");
    return library;
  } catch (error) {
    const platform = `${process.platform}-${process.arch}`;
    throw new Error(`the npm package "tokenizers" has no binary that loads on ${platform}`, { cause: error });
  }
}
