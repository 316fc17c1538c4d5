/** Where an identifier is written. The index knows in which files; the lines are looked up there. */
import type { FoundText, Questions, TextMatch } from "../questions.ts";
import { Turn } from "../turn.ts";
import { escaped, matchesIn } from "./find-text.ts";
import type { Held } from "./held.ts";

export async function findReferences(
  held: Held,
  { name, limit }: Questions["references"]["asked"],
): Promise<FoundText> {
  const { index } = held;
  const expression = new RegExp(String.raw`(?<![\p{L}\p{N}_$])${escaped(name)}(?![\p{L}\p{N}_$])`, "u");
  const declared = new Set(
    index.declarationsNamed(name).map(({ file, line }) => `${file.uri}:${String(line)}`),
  );
  const turn = new Turn();
  const matches: TextMatch[] = [];
  for (const file of index.filesUsing(name)) {
    const found = matchesIn(held, file, expression).map((match) =>
      declared.has(`${match.uri}:${String(match.line)}`) ? { ...match, isDeclaration: true as const } : match,
    );
    matches.push(...found);
    if (matches.length > limit) return { matches: matches.slice(0, limit), incomplete: "limit" };
    if (turn.isOver()) await turn.giveWay();
  }
  return { matches };
}
