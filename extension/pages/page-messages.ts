/** What a page of ours and the extension say to each other: the page asks, the extension answers and brings news. */

/** A table of types: a question's name → what is asked and what is answered. */
export type Asked<Questions, Q extends keyof Questions> = Questions[Q] extends { readonly asked: infer A }
  ? A
  : never;
export type Answer<Questions, Q extends keyof Questions> = Questions[Q] extends { readonly answer: infer A }
  ? A
  : never;

/** Who answers each of them. */
export type Answers<Questions> = {
  readonly [Q in keyof Questions]: (asked: Asked<Questions, Q>) => Promise<Answer<Questions, Q>>;
};

/** From the page. */
export interface Ask {
  readonly id: number;
  readonly question: string;
  readonly asked: unknown;
}

/** To the page. */
export type ToPage<News> =
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
  | { readonly kind: "news"; readonly news: News };
