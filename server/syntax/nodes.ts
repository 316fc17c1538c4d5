/** The flat form in which the worker tells of nodes: so many numbers for each, in the order of their beginnings. */

export const KINDS = ["comment", "string", "hole", "block", "list", "error", "declaration"] as const;
export type NodeKind = (typeof KINDS)[number];

/** What ends a block or a list: a token of its own, one that is missing, or the indentation. */
export const ENDINGS = ["closed", "unclosed", "indented"] as const;
export type Ending = (typeof ENDINGS)[number];

/** Where each number of a node stands: from `startLine` on, pairs of line and character, which an edit moves. */
export const AT = {
  kind: 0,
  ending: 1,
  startLine: 2,
  startCharacter: 3,
  endLine: 4,
  endCharacter: 5,
  /** What lies between opener and closer; of a declaration, `innerStart` is the end of its signature. */
  innerStartLine: 6,
  innerStartCharacter: 7,
  innerEndLine: 8,
  innerEndCharacter: 9,
} as const;
export const FIELDS = 10;
