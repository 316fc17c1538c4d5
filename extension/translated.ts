/** What the engine tells, in the user's language: it sends its texts as they stand in the bundle, and what is to be put into them. */
import type { Words } from "../server/protocol/told.ts";

type LookUp = (text: string, ...values: string[]) => string;

export function translated(told: readonly Words[], lookUp: LookUp): string {
  return told.map((one) => said(one, lookUp)).join(" ");
}

function said(words: Words, lookUp: LookUp): string {
  if (typeof words === "string") return lookUp(words);
  const { text, values = [] } = words;
  return lookUp(text, ...values.map((value) => (typeof value === "string" ? value : said(value, lookUp))));
}
