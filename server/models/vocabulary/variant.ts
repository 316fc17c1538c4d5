/** A vocabulary that is another one with more added tokens: a small JSON file instead of half a megabyte. */
import * as z from "zod/mini";

import { addedTokenSchema, type CompactVocabulary } from "./compact.ts";

const variantSchema = z.strictObject({ like: z.string(), added: z.array(addedTokenSchema) });

export type Variant = z.infer<typeof variantSchema>;

export function readVariant(file: Uint8Array): Variant {
  return variantSchema.parse(JSON.parse(new TextDecoder().decode(file)));
}

export function withVariant(vocabulary: CompactVocabulary, { added }: Variant): CompactVocabulary {
  const { head } = vocabulary;
  return { ...vocabulary, head: { ...head, added: [...head.added, ...added] } };
}
