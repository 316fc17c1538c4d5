/** What the two threads say to each other. Documents are named by the numbers that the main thread gives them. */
import type { Outline } from "./outline.ts";

export type ToWorker =
  | { readonly kind: "open"; readonly document: number; readonly languageId: string; readonly text: string }
  /** Lines from `line` on, as many as `removed`, were replaced. */
  | {
      readonly kind: "edit";
      readonly document: number;
      readonly line: number;
      readonly removed: number;
      readonly added: readonly string[];
    }
  /** The lines around this one are wanted, too. */
  | { readonly kind: "look"; readonly document: number; readonly line: number }
  | { readonly kind: "close"; readonly document: number }
  | {
      readonly kind: "outline";
      readonly request: number;
      readonly languageId: string;
      readonly text: string;
    };

export type FromWorker =
  | { readonly kind: "structure"; readonly document: number; readonly structure: Structure }
  /** No structure can be had of this document: its language has no grammar, or the parse took too long. */
  | { readonly kind: "gave-up"; readonly document: number; readonly problem: string }
  /** Of an open document, when typing has rested. */
  | { readonly kind: "outlined"; readonly document: number; readonly outline: Outline }
  | { readonly kind: "answer"; readonly request: number; readonly outline: Outline | undefined };

/** What the grammar says of the lines `from` to `to`, flat, so that it moves between threads at no cost. */
export interface Structure {
  readonly from: number;
  /** The first line that is no longer told of. */
  readonly to: number;
  /** `FIELDS` numbers per node, in the order of their beginnings, outer ones first. */
  readonly nodes: Int32Array<ArrayBuffer>;
  /** Of the declarations among the nodes. */
  readonly names: readonly string[];
}
