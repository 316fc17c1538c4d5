/** What of the document and of other files goes into a prompt. */
import type { Snippet } from "../ports.ts";

/** With no string in it that would steer the model. */
export interface Fitted {
  readonly path: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly snippets: readonly Snippet[];
}
