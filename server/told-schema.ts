/** What is told, as it is read from a file of ours. */
import * as z from "zod/mini";

import type { Words } from "./completion/told.ts";

export const wordsSchema: z.ZodMiniType<Words> = z.union([
  z.string(),
  z.object({ text: z.string(), values: z.exactOptional(z.array(z.lazy(() => wordsSchema))) }),
]);
