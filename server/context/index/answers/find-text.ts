/** Looks through the texts of all files, line by line; for so long and for so many finds, and says when that was not all. */
import { withoutTerminator } from "../../../completion/lines.ts";
import type { FoundText, TextMatch, TextQuery } from "../questions.ts";
import { Turn } from "../turn.ts";
import type { IndexedFile } from "../workspace-index.ts";
import type { Held } from "./held.ts";

const LONGEST_MS = 3_000;
/** A longer line is data, and an expression could take for ever with it. */
const MAX_LINE_CHARS = 2_000;

export async function findText(held: Held, query: TextQuery): Promise<FoundText> {
  const expression = expressionOf(query);
  if (typeof expression === "string") return { matches: [], problem: expression };
  const { index } = held;
  const { path = "", limit } = query;
  const end = performance.now() + LONGEST_MS;
  const turn = new Turn();
  const matches: TextMatch[] = [];
  for (const file of index.files()) {
    if (!file.path.includes(path)) continue;
    matches.push(...matchesIn(held, file, expression));
    if (matches.length >= limit) return { matches: matches.slice(0, limit), incomplete: "limit" };
    if (performance.now() > end) return { matches, incomplete: "time" };
    if (turn.isOver()) await turn.giveWay();
  }
  return { matches };
}

/** Or what is wrong with it. */
function expressionOf({ text, isRegex, matchCase }: TextQuery): RegExp | string {
  const flags = (matchCase ?? /\p{Lu}/u.test(text)) ? "u" : "iu";
  try {
    return new RegExp(isRegex ? text : escaped(text), flags);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

export function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/]/g, String.raw`\$&`);
}

/** What is only in a secret is not found. */
export function matchesIn(
  { index, show }: Held,
  file: IndexedFile,
  expression: RegExp,
): readonly TextMatch[] {
  const lines = index.linesOf(file) ?? [];
  return lines.flatMap((whole, line) => {
    if (whole.length > MAX_LINE_CHARS || !expression.test(withoutTerminator(whole))) return [];
    const text = withoutTerminator(show({ path: file.path, lines, start: line, end: line }));
    const found = expression.exec(text);
    return found ? [{ path: file.path, uri: file.uri, line, character: found.index, text }] : [];
  });
}
