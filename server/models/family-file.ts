/** What a file of `resources/models` or of the user's `models.d` may say. */
import * as z from "zod";

import { recordShape } from "./record.ts";

const match = z.array(z.string().min(1)).min(1);

/** `resources/models/<family>.yaml`. What a variant does not say, the family says. */
export const familySchema = z.strictObject({
  /** Patterns over the model's name in lower case, with or without its organisation; `*` stands for anything. */
  match,
  ...recordShape,
  variants: z.array(z.strictObject({ match, ...recordShape })).default([]),
});

export type FamilyFile = z.infer<typeof familySchema>;
