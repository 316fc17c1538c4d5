/** What one chunk of an answer says, before it is put together: the small language between a wire format and `assemble`. */
import { toTell, type Words } from "../../completion/told.ts";
import type { Failure, FailureKind, GenerateEvent, Usage } from "../../completion/ports.ts";
import { failure } from "../provider-error.ts";

/** A part of a tool call. Without `at`, an id or a name it belongs to the last call, or to that one `fromEnd`. */
export interface ToolPiece {
  readonly kind: "tool";
  readonly at?: number | string | undefined;
  /** 1 is the last: several pieces at once belong to as many of the last calls, in their order. */
  readonly fromEnd?: number;
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
  /** Arguments, as JSON text. */
  readonly text?: string | null | undefined;
  readonly signature?: string | null | undefined;
  /** The arguments are all of them, not the next part. */
  readonly whole?: boolean;
}

export type Piece =
  /** `whole` repeats what may have come in parts before. */
  | { readonly kind: "text"; readonly text: string; readonly whole?: boolean }
  | {
      readonly kind: "reasoning";
      readonly text: string;
      readonly signature?: string;
      readonly redacted?: true;
      readonly whole?: boolean;
    }
  | ToolPiece
  | { readonly kind: "usage"; readonly usage: Usage }
  /** In the provider's own word. */
  | { readonly kind: "finish"; readonly reason: string }
  | {
      readonly kind: "who";
      readonly id?: string | null | undefined;
      readonly model?: string | null | undefined;
    }
  /** Nothing follows, whether or not a reason was given. */
  | { readonly kind: "over" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** The pieces of a chunk; none for one that says nothing; undefined for one that is not of this format. */
export type ReadChunk = (data: unknown) => readonly Piece[] | undefined;

/** A failure as plain data, fit to be sent and logged. */
export function failed(kind: FailureKind, said: Words): GenerateEvent & { readonly kind: "failed" } {
  return { kind: "failed", failure: failure(kind, said) };
}

export const GARBAGE = failed("bad-answer", toTell("it sent something that is not an answer"));

/** Usage of the figures that there are. */
export function usagePiece(figures: {
  readonly [Figure in keyof Usage]: Usage[Figure] | null | undefined;
}): Piece {
  return {
    kind: "usage",
    usage: Object.fromEntries(Object.entries(figures).filter(([, figure]) => typeof figure === "number")),
  };
}

/** The sum of the figures that there are. */
export function sum(...figures: readonly (number | null | undefined)[]): number | undefined {
  const known = figures.filter((figure) => typeof figure === "number");
  return known.length === 0 ? undefined : known.reduce((a, b) => a + b, 0);
}
