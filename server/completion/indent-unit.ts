/** By what a text indents: a tab, or so many blanks. */
import { indentation, withoutTerminator } from "./lines.ts";

/** Undefined when it does not indent, or not by any one step. */
export function indentUnit(lines: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  let previous = 0;
  for (const line of lines) {
    if (line.trim() === "") continue;
    const whitespace = indentation(withoutTerminator(line));
    if (whitespace.startsWith("\t")) count(counts, "\t");
    const deeper = whitespace.includes("\t") ? 0 : whitespace.length - previous;
    if (deeper > 1 && deeper <= 8) count(counts, " ".repeat(deeper));
    if (!whitespace.includes("\t")) previous = whitespace.length;
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

function count(counts: Map<string, number>, unit: string): void {
  counts.set(unit, (counts.get(unit) ?? 0) + 1);
}
