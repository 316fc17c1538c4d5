/**
 * How well what stands before a place in known code agrees with what stands before the cursor: token by token
 * backwards, through names that differ as long as they differ consistently. Knows nothing of what comes after.
 */
import { BOUNDARY, type Lexicon } from "./lexicon.ts";

export interface Alignment {
  /** Tokens from the place back to the first name that differs without being borne out by the same again further back. */
  readonly firm: number;
  /** Tokens that agree, renamed names among them. */
  readonly length: number;
  /** Names that are the same in both, wherever they stand. */
  readonly same: ReadonlySet<number>;
  /** The names there → the names here, where they differ. */
  readonly renames: ReadonlyMap<number, number>;
}

export interface Known {
  readonly tokens: Int32Array;
  readonly place: number;
  /** What stands before this is no evidence. */
  readonly floor: number;
}

const MAX_LENGTH = 128;
const MAX_RENAMES = 6;

/** A name without the space before it, so that it is the same name wherever it stands. */
export function bare(token: number): number {
  return token & ~1;
}

export function align(
  context: readonly number[],
  { tokens, place, floor }: Known,
  words: Lexicon,
): Alignment {
  const names = new Names();
  const most = Math.min(MAX_LENGTH, context.length, place - floor);
  let length = 0;
  for (; length < most; length++) {
    const there = tokens[place - 1 - length] ?? BOUNDARY;
    const here = context[context.length - 1 - length] ?? BOUNDARY;
    const name = words.isName(there);
    if (there !== here && !(name && mayBeRenamed(there, here, words))) break;
    if (name && !names.agree(bare(there), bare(here), length)) break;
  }
  const firm = Math.min(length, ...names.unconfirmed.values());
  return { firm, length, same: names.same, renames: names.renames };
}

function mayBeRenamed(there: number, here: number, words: Lexicon): boolean {
  return words.isName(here) && (there & 1) === (here & 1);
}

/** Which name there is which name here: one for one. */
class Names {
  readonly same = new Set<number>();
  readonly renames = new Map<number, number>();
  /** Renames seen once only, and how far back. */
  readonly unconfirmed = new Map<number, number>();
  readonly #taken = new Set<number>();

  agree(there: number, here: number, back: number): boolean {
    if (there === here) {
      if (this.renames.has(there) || this.#taken.has(here)) return false;
      this.same.add(there);
      return true;
    }
    const known = this.renames.get(there);
    if (known !== undefined) {
      this.unconfirmed.delete(there);
      return known === here;
    }
    if (this.#taken.has(here) || this.same.has(there) || this.same.has(here)) return false;
    if (this.renames.size === MAX_RENAMES) return false;
    this.renames.set(there, here);
    this.unconfirmed.set(there, back);
    this.#taken.add(here);
    return true;
  }
}
