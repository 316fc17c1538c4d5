/** An English text, by which it is looked up, and what stands in the place of {0}, {1} … in it. */
export interface Told {
  readonly text: string;
  readonly values?: readonly (string | Told)[];
}
