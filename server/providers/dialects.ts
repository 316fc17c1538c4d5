/** The wire formats that there are, by the names that the provider files use. */
import type { Dialect } from "./dialect.ts";
import { openaiCompletions } from "./dialects/openai-completions.ts";

export const DIALECT_NAMES = ["openai-completions"] as const;

export type DialectName = (typeof DIALECT_NAMES)[number];

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = { "openai-completions": openaiCompletions };
