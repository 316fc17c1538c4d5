/**
 * How far a provider's answer is trusted. What carries the answer must have its type, or be missing or null; what only
 * describes it may be anything, and counts as missing then.
 */
import * as z from "zod/mini";

/** Carries the answer. */
export const content = z.nullish(z.string());

/** Describe it. */
export const label = z.catch(z.nullish(z.string()), undefined);
export const flag = z.catch(z.nullish(z.boolean()), undefined);
export const figure = z.catch(z.nullish(z.number()), undefined);

export function about<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.catch(z.nullish(z.object(shape)), undefined);
}

/** What names a thing: some number it. */
export const name = z.pipe(
  z.catch(z.nullish(z.union([z.string(), z.number()])), undefined),
  z.transform((value) => (typeof value === "number" ? String(value) : value)),
);

/** What cannot be read among them is passed over. One that comes without its list (TGI's calls) is a list of one. */
export function listOf<Item extends z.ZodMiniType>(item: Item) {
  return z.pipe(
    z.transform((value) => (typeof value === "object" && value !== null ? [value].flat() : value)),
    z.pipe(
      z.catch(z.nullish(z.array(z.catch(z.nullish(item), undefined))), undefined),
      z.transform((items) => (items ?? []).filter((found) => found !== null && found !== undefined)),
    ),
  );
}
