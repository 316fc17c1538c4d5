/** What is told to the user: an English text, and what stands in the place of {0}, {1} … in it. Who shows it may look the text up in another language. */
export interface Told {
  readonly text: string;
  readonly values?: readonly Words[];
}

/** A mere string is an English text of ours, looked up as it is, or what somebody else said or named, said as it is. */
export type Words = string | Told;

/** A text that is written out in `told` or `toTell` is found by `test/tools/texts.ts`; one of a table has its table named there. */
export function told(words: Words, ...values: readonly Words[]): Told {
  if (typeof words !== "string") return words;
  return values.length > 0 ? { text: words, values } : { text: words };
}

/** A text without values that is a mere string until it is shown, and looked up then. */
export function toTell(text: string): string {
  return text;
}

export function inEnglish(said: Words): string {
  return typeof said === "string" ? said : inWords(said, {});
}

/** The texts of a language, by the English ones. */
export type Texts = Readonly<Record<string, string>>;

/** A text in another language, with what is to be put into it. */
export type Say = (words: Words, ...values: readonly Words[]) => string;

export function sayIn(texts: Texts = {}): Say {
  return (words, ...values) => inWords(told(words, ...values), texts);
}

function inWords({ text, values }: Told, texts: Texts): string {
  const known = texts[text] ?? text;
  if (!values) return known;
  const words = values.map((value) => (typeof value === "string" ? value : inWords(value, texts)));
  return known.replaceAll(/\{(\d)\}/g, (_, index: string) => words[Number(index)] ?? "");
}

/** Sentence by sentence, in one piece. */
export function allInEnglish(told: readonly Words[]): string {
  return told.map(inEnglish).join(" ");
}

/** What failed, and what can be done about it, as sentences. */
export function withAdvice({ message, advice }: { readonly message: Words; readonly advice: Words }): Told {
  return told("{0}. {1}", told(message), told(advice));
}

/** Its message is English, for logs; its words are for the user. */
export class ToldError extends Error {
  readonly words: Words;

  constructor(words: Words, options?: ErrorOptions) {
    super(inEnglish(words), options);
    this.words = words;
  }
}

/** What went wrong, whoever says so. */
export function wordsOf(error: unknown): Words {
  if (error instanceof ToldError) return error.words;
  return error instanceof Error ? error.message : String(error);
}
