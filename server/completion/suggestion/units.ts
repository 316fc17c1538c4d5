/** Indents the lines of an answer by the document's unit: tabs for blanks, blanks for tabs, two for four. */
import type { Hole } from "../hole.ts";
import { columns, indentation } from "../lines.ts";
import { nestingAfter } from "../nesting.ts";
import { opensIndentedBlock } from "./blocks.ts";

export function inUnits(text: string, hole: Hole): string {
  const { language, indent } = hole;
  // Where custom is law.
  const unit = hole.unit ?? (language.step === "\t" ? language.step : undefined);
  if (unit === undefined || language.prose) return text;
  const lines = text.split("\n");
  let open = nestingAfter(`${lines[0] ?? ""}\n`, { language, from: hole.nesting });
  const step = unit === "\t" ? stepForTabs(lines, hole) : stepIn(lines, hole);
  return lines
    .map((line, index) => {
      const isText = open.at(-1)?.kind === "string";
      if (index > 0) open = nestingAfter(`${line}\n`, { language, from: open });
      return index === 0 || isText || line.trim() === ""
        ? line
        : reindented(line, { unit, step, base: indent });
    })
    .join("\n");
}

interface Steps {
  /** By how many blanks the answer indents, if it does so unlike the document. */
  readonly step: number | undefined;
  readonly unit: string;
  readonly base: number;
}

function reindented(line: string, { step, unit, base }: Steps): string {
  const whitespace = indentation(line);
  const code = line.slice(whitespace.length);
  if (unit === "\t") {
    const width = whitespace.replaceAll("\t", "").length;
    if (width === 0) return line;
    const tabs = whitespace.length - width;
    const size = step ?? 4;
    return "\t".repeat(tabs + Math.floor(width / size)) + " ".repeat(width % size) + code;
  }
  if (whitespace.includes("\t")) return whitespace.replaceAll("\t", unit) + code;
  if (step === undefined || step === unit.length) return line;
  const deeper = whitespace.length - base;
  if (deeper <= 0 || deeper % step !== 0) return line;
  return " ".repeat(base + (deeper / step) * unit.length) + code;
}

/** How much deeper the first line in a block stands. */
function stepIn(lines: readonly string[], { before, language, indent }: Hole): number | undefined {
  const whole = [before + (lines[0] ?? ""), ...lines.slice(1)];
  for (const [index, line] of whole.entries()) {
    const next = whole.slice(index + 1).find((line) => line.trim() !== "");
    if (next === undefined || !opensIndentedBlock(line, language) || line.trimEnd().endsWith("(")) continue;
    const deeper = columns(indentation(next)) - Math.max(indent, columns(indentation(line)));
    return deeper > 1 ? deeper : undefined;
  }
  return undefined;
}

/** By how many blanks it stands deeper than so many tabs. */
function deeperBy(line: string, tabs: number): number | undefined {
  const found = /^(\t*)( {2,})\S/.exec(line);
  return found?.[1]?.length === tabs ? found[2]?.length : undefined;
}

/** So many blanks stand for a tab that the first deep line stands where it would have to. */
function stepForTabs(lines: readonly string[], { before, language }: Hole): number {
  const depth = indentation(before).length;
  const blanks = lines.slice(1).flatMap((line) => (/^ +\S/.test(line) ? [indentation(line).length] : []));
  const [first] = blanks;
  const opens = opensIndentedBlock(before + (lines[0] ?? ""), language);
  if (first === undefined) return opens ? (deeperBy(lines[1] ?? "", depth) ?? 4) : 4;
  const levels = opens ? depth + 1 : Math.max(1, depth);
  const step = first / levels;
  return [2, 3, 4, 8].includes(step) ? step : first % 4 === 0 ? 4 : 2;
}
