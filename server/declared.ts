/** A declaration, as it is found in the text of one file: in passing by the index, or by a grammar. */

export const DECLARATION_KINDS = [
  "class",
  "constant",
  "constructor",
  "enum",
  "enum-member",
  "field",
  "function",
  "interface",
  "macro",
  "method",
  "module",
  "property",
  "struct",
  "trait",
  "type",
  "variable",
] as const;
export type DeclarationKind = (typeof DECLARATION_KINDS)[number];

/** Lines count from 0; both ends belong to it. */
export interface Declared {
  readonly name: string;
  readonly kind: DeclarationKind;
  /** The name of the class, module or the like around it; empty at the top of a file. */
  readonly container: string;
  readonly line: number;
  /** The last line of its head: what tells how it is used. */
  readonly signatureEnd: number;
  readonly end: number;
}
