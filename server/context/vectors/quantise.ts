/** Vectors as bytes: what is lost is less than what any two models differ by, and they take a quarter of the room. */
import { LANES, MAX_WIDTH } from "./dot-products.ts";

const GREATEST = 127;

/** As long as it must be for whoever multiplies; undefined for what points nowhere. */
export function quantise(vector: readonly number[]): Int8Array | undefined {
  if (vector.length > MAX_WIDTH) return undefined;
  const greatest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (greatest === 0 || !Number.isFinite(greatest)) return undefined;
  const bytes = new Int8Array(Math.ceil(vector.length / LANES) * LANES);
  for (const [at, value] of vector.entries()) bytes[at] = Math.round((value / greatest) * GREATEST);
  return bytes;
}
