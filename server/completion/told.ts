/** What is told to the user: an English text, and what stands in the place of {0}, {1} … in it. Who shows it may look the text up in another language. */
export interface Told {
  readonly text: string;
  readonly values?: readonly (string | Told)[];
}

/** A text that is written out in `told` or `toTell` is found by `test/tools/texts.ts`; one of a table has its table named there. */
export function told(text: string, ...values: readonly (string | Told)[]): Told {
  return values.length > 0 ? { text, values } : { text };
}

/** A text without values that is a mere string until it is shown, and looked up then. */
export function toTell(text: string): string {
  return text;
}

export function inEnglish({ text, values = [] }: Told): string {
  const words = values.map((value) => (typeof value === "string" ? value : inEnglish(value)));
  return text.replaceAll(/\{(\d)\}/g, (_, index: string) => words[Number(index)] ?? "");
}

/** Sentence by sentence, in one piece. */
export function allInEnglish(told: readonly Told[]): string {
  return told.map(inEnglish).join(" ");
}
