/** What the statistics page asks. */
import type { Summary } from "../../server/protocol/usage.ts";

export interface StatisticsQuestions {
  readonly summary: { readonly asked: { readonly days: number }; readonly answer: Summary };
  readonly export: { readonly asked: Record<string, never>; readonly answer: null };
  /** Whether it was done: the editor asks first. */
  readonly clear: { readonly asked: Record<string, never>; readonly answer: boolean };
}
