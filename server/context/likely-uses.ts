/** Lines of the neighbours on which the names that are likely to come next are used: not all are declared in the workspace. */
import type { IndexedFile } from "./index/workspace-index.ts";
import type { Piece } from "./pack.ts";
import { best } from "./ranking/best.ts";
import type { Scene } from "./ranking/scene.ts";
import type { Study } from "./ranking/studies.ts";

const MAX_NAMES = 120;
/** Whatever is less likely is worth no line. */
const LEAST = 2e-4;
/** The nearest that use a name; of each name, those lines that tell most of others, too. */
const MAX_NEIGHBOURS = 30;
const MAX_FILES = 6;
const MAX_LINES = 2;

export function likelyUses(
  { neighbours, studies }: Scene,
  likelihood: ReadonlyMap<string, number>,
): readonly Piece[] {
  const likely = [...likelihood].filter(([, share]) => share > LEAST);
  const names = best(likely, ([, share]) => share, MAX_NAMES);
  const studied = [...neighbours.keys()].slice(0, MAX_NEIGHBOURS).flatMap((file) => {
    const study = studies.of(file);
    // Where nothing is declared stands prose, or data: its words name nothing.
    return study.declarations.length > 0 ? [{ file, study, firstLine: study.usage.firstLine }] : [];
  });
  const worthOf = ({ tells }: Piece) => tells.reduce((sum, name) => sum + (likelihood.get(name) ?? 0), 0);
  const pieces = new Map<string, Piece>();
  for (const [name] of names) {
    const lines: Piece[] = [];
    for (const { file, study, firstLine } of studied) {
      const line = firstLine.get(name);
      if (line !== undefined) lines.push(linePiece(file, study, line));
      if (lines.length === MAX_FILES) break;
    }
    for (const piece of best(lines, worthOf, MAX_LINES))
      pieces.set(`${piece.path} ${String(piece.start)}`, piece);
  }
  return [...pieces.values()];
}

function linePiece({ path }: IndexedFile, { lines, namesIn }: Study, line: number): Piece {
  return {
    path,
    lines,
    start: line,
    end: line,
    value: 0,
    tells: namesIn(line, line),
    source: "likely names",
  };
}
