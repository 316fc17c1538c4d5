/** What the statistics page and the extension say to each other. */
import type { Summary } from "../../server/protocol/usage.ts";

export type FromStatistics =
  { readonly kind: "show"; readonly days: number } | { readonly kind: "export" } | { readonly kind: "clear" };

export interface ToStatistics {
  readonly summary: Summary;
}
