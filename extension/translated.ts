/** What the engine tells, in the user's language: it sends its texts as they stand in the bundle, and what is to be put into them. */
import type { Told } from "../server/protocol/told.ts";

type LookUp = (text: string, ...values: string[]) => string;

export function translated(told: readonly Told[], lookUp: LookUp): string {
  return told.map((one) => said(one, lookUp)).join(" ");
}

function said({ text, values = [] }: Told, lookUp: LookUp): string {
  return lookUp(text, ...values.map((value) => (typeof value === "string" ? value : said(value, lookUp))));
}
