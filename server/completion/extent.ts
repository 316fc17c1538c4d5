/** Step 4: how much to suggest. Decided from the text around the cursor; what knows the syntax may know better. */
import type { Hole } from "./hole.ts";
import { columns, indentation } from "./lines.ts";
import type { CompletionTarget } from "./ports.ts";
import { leaderOf, opensIndentedBlock } from "./suggestion/blocks.ts";

export type Extent =
  /** Wraps: goes on over lines while something is open that the line itself opened. */
  | { readonly kind: "line"; readonly wraps?: boolean }
  /** Lines may follow; one that is indented less than `indent` columns lies outside. */
  | { readonly kind: "block"; readonly indent: number; readonly opened: boolean };

/** Nothing that says anything. */
export const ONLY_CLOSERS = /^(?:\(\)|[\s)\]}>"'`;:,]|<\/[\w.:-]*>|\*\/|-->)*$/;

export function extent(
  hole: Hole,
  trigger: "automatic" | "manual",
  { multiline = true }: Pick<CompletionTarget, "multiline"> = {},
): Extent {
  if (!multiline) return { kind: "line" };
  if (endsWithLine(hole.nesting.at(-1)))
    return isWithin(hole) || leaderOf(hole.before) !== undefined
      ? { kind: "line", wraps: true }
      : { kind: "line" };
  // What opens a block to the right has its lines there, too.
  if (opensIndentedBlock(hole.after, hole.language)) return { kind: "line" };
  if (!ONLY_CLOSERS.test(hole.after)) return { kind: "line", wraps: true };
  return bySyntax(byText(hole, trigger), hole, trigger);
}

/**
 * What only looks as if it opened a block, such as a type to come, is a line; a block that the grammar alone knows to be
 * one is one. For all else the text's own reading stands.
 */
function bySyntax(read: Extent, { syntax, indent }: Hole, trigger: "automatic" | "manual"): Extent {
  const known = syntax?.inside === "code" ? syntax.extent : undefined;
  if (known?.kind === "line" && read.kind === "block" && trigger === "automatic") {
    return { kind: "line", wraps: true };
  }
  const isOpenedHere = known?.kind === "whole" && indent <= known.indent;
  return isOpenedHere && read.kind === "line" ? { kind: "block", indent, opened: true } : read;
}

function byText(hole: Hole, trigger: "automatic" | "manual"): Extent {
  const { indent } = hole;
  if (opensBlock(hole)) {
    return isFilled(hole) ? { kind: "line", wraps: true } : { kind: "block", indent, opened: true };
  }
  return isLineBegun(hole) || trigger === "manual"
    ? { kind: "block", indent, opened: false }
    : { kind: "line", wraps: true };
}

/** Nothing stands before the cursor, or no more than what the lines of a comment begin with. */
function isLineBegun({ before, nesting, openedAbove }: Hole): boolean {
  const isInComment = nesting.at(-1)?.kind === "comment" && nesting.length === openedAbove;
  return before.trim() === "" || (isInComment && before.trim() === "*");
}

/** A string in a bracket of its own line, which goes on behind it. */
function isWithin({ nesting, openedAbove }: Hole): boolean {
  return nesting.at(-1)?.kind === "string" && nesting.length > openedAbove + 1;
}

/** A comment or a string that cannot go on below. */
function endsWithLine(open: Hole["nesting"][number] | undefined): boolean {
  return (open?.kind === "comment" || open?.kind === "string") && !open.isLong;
}

function opensBlock({ before, nesting, openedAbove, language }: Hole): boolean {
  const top = nesting.length > openedAbove ? nesting.at(-1) : undefined;
  if (!top) return language.opens?.test(before) === true || /=>\s*$/.test(before);
  return before.trimEnd().endsWith(top.kind === "element" ? ">" : top.opener);
}

/** An opened block that already has its lines below needs no second body. */
export function isFilled({ indent, linesBelow, closed }: Hole): boolean {
  if (closed.at(-1) === "here") return false;
  const next = linesBelow[0];
  return next !== undefined && columns(indentation(next)) > indent;
}
