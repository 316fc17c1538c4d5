/** `'s|'t|'re|'ve|'m|'ll|'d`: the endings that English words are cut at. */
import type { ByteText } from "./byte-text.ts";

const CAPITAL = 32;
const [D, L, M, S, T, R, V, E] = [..."dlmstrve"].map((letter) => letter.charCodeAt(0));

/** Where the contraction that starts with the apostrophe at `from` ends; `from` when there is none. */
export function contractionEnd(text: ByteText, from: number, letters: "any-case" | "lower-case"): number {
  const { bytes, length } = text;
  const fold = letters === "any-case" ? CAPITAL : 0;
  const at = (index: number): number => (index < length ? (bytes[index] ?? 0) | fold : 0);
  const first = at(from + 1);
  if (first === S || first === T || first === M || first === D) return from + 2;
  const second = at(from + 2);
  if ((first === R || first === V) && second === E) return from + 3;
  if (first === L && second === L) return from + 3;
  // U+017F is an s to a search that ignores case.
  const isLongS = fold !== 0 && bytes[from + 1] === 0xc5 && bytes[from + 2] === 0xbf && from + 2 < length;
  return isLongS ? from + 3 : from;
}
