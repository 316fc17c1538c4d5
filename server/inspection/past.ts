/** All that is kept of this window's completions. */
import type { Fare } from "./fare.ts";
import type { Conclusion, Seen } from "./seen.ts";

export interface Past {
  /** The newest last. */
  readonly seen: readonly Seen[];
  readonly conclusions: readonly Conclusion[];
  /** How each target has fared. */
  readonly fares: ReadonlyMap<string, Fare>;
}
