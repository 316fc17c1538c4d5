/** What is told to the user: an English text, and what stands in the place of {0}, {1} … in it. Who shows it may look the text up in another language. */
export interface Told {
  readonly text: string;
  readonly values?: readonly (string | Told)[];
}

export function inEnglish({ text, values = [] }: Told): string {
  const words = values.map((value) => (typeof value === "string" ? value : inEnglish(value)));
  return text.replaceAll(/\{(\d)\}/g, (_, index: string) => words[Number(index)] ?? "");
}
