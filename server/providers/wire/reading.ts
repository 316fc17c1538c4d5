/** Reads a chunk by its schema. What does not fit the schema is an error in some other shape, or garbage. */
import type * as z from "zod/mini";

import { GARBAGE, type Piece, type ReadChunk } from "./piece.ts";
import { perhapsError } from "./said-error.ts";

export function reading<Schema extends z.ZodMiniType>(
  schema: Schema,
  pieces: (chunk: z.infer<Schema>) => readonly Piece[] | undefined,
): ReadChunk {
  return (data) => {
    const parsed = schema.safeParse(data);
    return parsed.success ? pieces(parsed.data) : [perhapsError(data) ?? GARBAGE];
  };
}
