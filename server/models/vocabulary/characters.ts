/**
 * What kind of character each code point is, as the Rust tokenizers see it. Their Unicode tables are older and newer
 * than the ones of the Node that runs here, so the kinds come from a file that was made by asking them.
 */

export const OTHER = 0;
export const UPPER = 1;
export const LOWER = 2;
/** Letters without case, and modifier letters. */
export const LETTER = 3;
export const MARK = 4;
export const NUMBER = 5;
export const PUNCTUATION = 6;
export const SYMBOL = 7;
export const SPACE = 8;
export const NEWLINE = 9;
/** Numeric to Rust's standard library, unknown to the regular expressions. */
export const LATE_NUMBER = 10;

/** Set by a pattern that treats some range of the script on its own. */
export const APART = 16;
/** Left as it is by the reference's normalization, whatever this Node's newer tables say. */
const FROZEN = 32;
const KIND = 15;

export interface Characters {
  kind(codePoint: number): number;
  /** Canonical composition as the reference does it. */
  compose(text: string): string;
  /** The kinds of the first 128. */
  readonly ascii: Uint8Array;
}

const CODE_POINTS = 0x110000;
const ASCII = 128;
/** Nothing below U+0300 takes part in a composition. */
const COMPOSABLE = /[\u0300-\uffff]/;

/** `runs` is a list of (varint length, kind) that covers all code points in order; only the first `count` are looked at. */
function expand(runs: Uint8Array, count: number): Uint8Array {
  const kinds = new Uint8Array(count);
  let start = 0;
  for (let at = 0; at < runs.length && start < count;) {
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = runs[at++] ?? 0;
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    kinds.fill(runs[at++] ?? 0, start, start + length);
    start += length;
  }
  if (start < count) throw new RangeError(`the character table covers ${start} code points`);
  return kinds;
}

export function createCharacters(runs: Uint8Array): Characters {
  let all: Uint8Array | undefined;
  /** Most programs are plain ASCII: a megabyte for the rest is spent when it is needed. */
  const kinds = (): Uint8Array => (all ??= expand(runs, CODE_POINTS));

  function compose(text: string): string {
    if (!COMPOSABLE.test(text)) return text;
    const table = kinds();
    let result = "";
    let from = 0;
    for (let at = 0; at < text.length;) {
      const codePoint = text.codePointAt(at) ?? 0;
      const next = at + (codePoint > 0xffff ? 2 : 1);
      if (((table[codePoint] ?? 0) & FROZEN) !== 0) {
        result += text.slice(from, at).normalize("NFC") + text.slice(at, next);
        from = next;
      }
      at = next;
    }
    return result + text.slice(from).normalize("NFC");
  }

  return {
    kind: (codePoint) => (kinds()[codePoint] ?? 0) & KIND,
    compose,
    ascii: expand(runs, ASCII),
  };
}
