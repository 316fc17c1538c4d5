/** What is told to the user, somewhere within a value, as the English that it comes to. */
import { ProviderError } from "../../server/providers/failure.ts";
import { inEnglish, type Told } from "../../server/completion/told.ts";

export function inPlainEnglish(value: unknown): unknown {
  if (isTold(value)) return inEnglish(value);
  if (value instanceof ProviderError) return inPlainEnglish(value.toJSON());
  if (Array.isArray(value)) return value.map(inPlainEnglish);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inPlainEnglish(inner)]));
}

/** Values of an event or a snippet have more beside their text. */
function isTold(value: unknown): value is Told {
  if (typeof value !== "object" || value === null || !("text" in value)) return false;
  return Object.keys(value).every((key) => key === "text" || key === "values");
}
