/** What is written down of completions: figures, and never a word of anybody's code. */

interface Common {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The asking that it belongs to, among all windows. */
  readonly id: string;
}

export type UsageEvent = Common &
  (
    | {
        /** One request to a target was over. */
        readonly kind: "spent";
        readonly target: string;
        /** For a completion, how it was asked for. */
        readonly trigger: "automatic" | "manual" | "chat" | "embedding";
        readonly sent: number;
        readonly received: number;
        /** Of what was sent, what the provider had in its prompt cache. */
        readonly cached?: number;
        /** In dollars, where the price is known. */
        readonly money?: number;
        /** To a target of the user's own, which costs nothing. */
        readonly local?: true;
        readonly ended: "text" | "failed" | "aborted";
      }
    | {
        /** A suggestion was returned while the document still agreed; whether it was seen, no editor tells. */
        readonly kind: "offered";
        readonly target: string;
        readonly language: string;
        readonly characters: number;
        readonly ms: number;
      }
    | { readonly kind: "accepted"; readonly characters: number }
    | {
        readonly kind: "kept";
        readonly afterSeconds: number;
        /** How much of what was accepted is still there, 0 to 1. */
        readonly share: number;
      }
    /** The day's budget was used up, and the user wanted to go on all the same. */
    | { readonly kind: "went-on" }
  );
