/** What the grammar of its language says of a place, as the core may ask for it. Knows no parser. */

export interface SyntaxAt {
  /** Code in the hole of a template string is code. */
  readonly inside: "code" | "comment" | "string";
  /** What a suggestion would complete; undefined where the code around the cursor is too broken to say. */
  readonly extent?: SyntaxExtent;
}

export type SyntaxExtent =
  | { readonly kind: "line" }
  /** A block that was opened and says nothing yet, but for what the cursor's own line begins. */
  | (BlockBounds & { readonly kind: "whole" })
  /** What is still to come in the block around the cursor, which starts a line of it. */
  | (BlockBounds & {
      readonly kind: "rest";
      /** More of the same block stands below the cursor. */
      readonly followed: boolean;
    });

export interface BlockBounds {
  /** Of a whole block, the column of the line that opens it: what is indented more is its body. Of the rest, the cursor's. */
  readonly indent: number;
  /** What ends the block, such as `}`, `end` or `fi`; empty where indentation does. */
  readonly closer: string;
  /** The closer stands in the text already. */
  readonly closed: boolean;
}
