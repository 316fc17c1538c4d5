/** What it takes to know how far an answer is to be indented. */
import type { Extent } from "../extent.ts";
import type { Hole } from "../hole.ts";

export interface Indenting {
  readonly hole: Hole;
  readonly extent: Extent;
  /** It came by way of a conversation, in which indentation is easily lost. */
  readonly isChat: boolean;
}
