/** What a file of `resources/models` or of the user's `models.d` may say. */
import * as z from "zod/mini";

import { recordShape } from "./record.ts";

const match = z.array(z.string().check(z.minLength(1))).check(z.minLength(1));

/** `resources/models/<family>.yaml`. What a variant does not say, the family says. */
export const familySchema = z.strictObject({
  /** Patterns over the model's name in lower case, with or without its organisation; `*` stands for anything. */
  match,
  ...recordShape,
  variants: z._default(z.array(z.strictObject({ match, ...recordShape })), []),
});

export type FamilyFile = z.infer<typeof familySchema>;
