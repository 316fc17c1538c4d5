/** Reads a chunk by its schema. What does not fit is garbage, unless it is an error in some other shape (`assemble.ts`). */
import type * as z from "zod/mini";

import { GARBAGE, type Piece, type ReadChunk } from "./piece.ts";

export function reading<Schema extends z.ZodMiniType>(
  schema: Schema,
  pieces: (chunk: z.infer<Schema>) => readonly Piece[] | undefined,
): ReadChunk {
  return (data) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? pieces(parsed.data) : [GARBAGE];
  };
}
