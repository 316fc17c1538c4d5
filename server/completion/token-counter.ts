/** What counts tokens, and how the core asks it for lines that fit. */
import type { Snapshot } from "./request.ts";

/** Whole lines of a document, taken one after the other away from the cursor for as long as they fit. */
export interface Walk {
  readonly document: Pick<Snapshot, "uri" | "lines">;
  /** Upwards, the line above which to begin; downwards, the first line to take. */
  readonly start: number;
  readonly step: 1 | -1;
  /** The part of the cursor's own line that the lines are joined to: it ends the text upwards, and begins it downwards. */
  readonly edge: string;
  readonly budget: number;
}

export interface Fit {
  /** How many whole lines fit besides the edge. */
  readonly lines: number;
  /** What edge and lines cost as one text. More than the budget only when the edge alone is. */
  readonly tokens: number;
}

export interface TokenCounter {
  readonly count: (text: string) => number;
  /** Costs microseconds from one keystroke to the next: counts are kept per line. */
  readonly fit: (walk: Walk) => Fit;
  /** False for an estimate. */
  readonly exact: boolean;
}
