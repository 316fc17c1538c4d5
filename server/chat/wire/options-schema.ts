/** What may be chosen for a chat, as it comes from a page or a file. */
import * as z from "zod/mini";

const target = z.string();
const mode = z.enum(["ask", "explore", "agent"]);
const temperature = z.number().check(z.minimum(0), z.maximum(2));
const effort = z.enum(["none", "low", "medium", "high"]);
const instructions = z.string();

export const optionsSchema = z.object({
  target,
  mode,
  temperature: z.optional(temperature),
  effort: z.optional(effort),
  instructions,
});

/** Some of them; null takes a choice back. */
export const chosenSchema = z.object({
  target: z.exactOptional(target),
  mode: z.exactOptional(mode),
  temperature: z.exactOptional(z.nullable(temperature)),
  effort: z.exactOptional(z.nullable(effort)),
  instructions: z.exactOptional(instructions),
});
