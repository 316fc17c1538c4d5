/** An English text, by which it is looked up, and what stands in the place of {0}, {1} … in it. */
export interface Told {
  readonly text: string;
  readonly values?: readonly Words[];
}

/** A mere string is an English text of ours, or what somebody else said or named: who does not find it says it as it is. */
export type Words = string | Told;
