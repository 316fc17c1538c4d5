/**
 * How far a provider's answer is trusted. What carries the answer must have its type, or be missing or null; what only
 * describes it may be anything, and counts as missing then.
 */
import * as z from "zod";

/** Carries the answer. */
export const content = z.string().nullish();

/** Describe it. */
export const label = z.string().nullish().catch(undefined);
export const figure = z.number().nullish().catch(undefined);

export function about<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).nullish().catch(undefined);
}

/** What cannot be read among them is passed over. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item.nullish().catch(undefined))
    .nullish()
    .catch(undefined)
    .transform((items) => (items ?? []).filter((found) => found !== null && found !== undefined));
}
