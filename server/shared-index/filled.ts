/** What is asked, put where a file says that it belongs. Pure. */
import type { Json } from "./shared-file.ts";

export interface Question {
  readonly query: string;
  readonly limit: number;
  /** Of the query, where the file asks for one. */
  readonly vector?: readonly number[];
}

/** A text that is nothing but the name becomes the value itself: a number, or a list of them. */
export function filled(form: Json, question: Question): Json {
  if (typeof form === "string") return filledText(form, question);
  if (Array.isArray(form)) return form.map((inner: Json) => filled(inner, question));
  if (typeof form !== "object" || form === null) return form;
  return Object.fromEntries(Object.entries(form).map(([key, inner]) => [key, filled(inner, question)]));
}

function filledText(text: string, { query, limit, vector = [] }: Question): Json {
  if (text === "{limit}") return limit;
  if (text === "{vector}") return vector;
  // As a function: what is asked may have a `$&` in it.
  return text.replaceAll("{query}", () => query).replaceAll("{limit}", () => String(limit));
}

export function asksForVector(form: Json): boolean {
  return JSON.stringify(form).includes('"{vector}"');
}
