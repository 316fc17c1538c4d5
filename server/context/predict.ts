/** What a place will need of the workspace, as pieces of its files: declarations that may be used next, and code like it. */
import type { Declaration, Hit } from "./index/workspace-index.ts";
import { likelyUses } from "./likely-uses.ts";
import type { Piece } from "./pack.ts";
import { best } from "./ranking/best.ts";
import { declaredNear } from "./ranking/declared-near.ts";
import { similarChunks } from "./ranking/evidence.ts";
import { rankDeclarations } from "./ranking/rank-declarations.ts";
import type { Scene } from "./ranking/scene.ts";
import { add } from "./ranking/sums.ts";
import { namesIn } from "./ranking/tokens.ts";

export interface Prediction {
  readonly pieces: readonly Piece[];
  /** How likely each name is to come next. */
  readonly likelihood: ReadonlyMap<string, number>;
}

/** So much of how likely a name is by its use alone is said of its declarations, too. */
const BY_USE = 0.3;
const MAX_DECLARATIONS = 400;
const MAX_SIGNATURE_LINES = 6;
/** What is less likely is shown with its first line alone. */
const LIKELY = 0.005;

export function predict(scene: Scene, wordsOf: (name: string) => readonly string[]): Prediction {
  const { candidates, names } = rankDeclarations(scene, wordsOf);
  const all = shareOf([...candidates.map(({ score }) => score), ...names.values()]);
  const byUse = new Map(Array.from(names.keys(), (name, at) => [name, all[candidates.length + at] ?? 0]));
  const likelihood = new Map(byUse);
  for (const [at, { declaration }] of candidates.entries()) add(likelihood, declaration.name, all[at] ?? 0);
  /** Its own share; and of what is likely by its use, as much as falls to it among its namesakes. */
  const worth = Float64Array.from(candidates, ({ declaration: { name } }, at) => {
    const share = all[at] ?? 0;
    const used = byUse.get(name);
    if (used === undefined) return share;
    const declared = (likelihood.get(name) ?? 0) - used;
    return declared > 0 ? share + (BY_USE * used * share) / declared : share;
  });
  const likeliest = best([...candidates.keys()], (at) => worth[at] ?? 0, MAX_DECLARATIONS);
  const pieces = likeliest.flatMap((at) => {
    const declaration = candidates[at]?.declaration;
    return declaration ? [declarationPiece(scene, declaration, worth[at] ?? 0)] : [];
  });
  return {
    pieces: [...pieces, ...behindPieces(scene), ...usagePieces(scene), ...likelyUses(scene, likelihood)],
    likelihood,
  };
}

/** The likelihoods of which these are the logarithms. */
function shareOf(scores: readonly number[]): readonly number[] {
  const best = scores.reduce((most, score) => Math.max(most, score), -Infinity);
  const relative = scores.map((score) => Math.exp(score - best));
  const total = relative.reduce((sum, share) => sum + share, 0);
  return relative.map((share) => share / total);
}

function declarationPiece({ studies }: Scene, declaration: Declaration, value: number): Piece {
  const { file, line, signatureEnd } = declaration;
  const study = studies.of(file);
  const { lines } = study;
  const end = value < LIKELY ? line : Math.min(signatureEnd, line + MAX_SIGNATURE_LINES - 1);
  return {
    path: file.path,
    lines,
    start: line,
    end,
    value,
    tells: study.namesIn(line, end),
    source: "declarations",
  };
}

const LINES_ABOVE = 3;
const MAX_BEHIND = 4;
/** As much as one that is likely to come next. */
const BEHIND_WORTH = 0.05;

/** What was just used, as it is declared: how it is called, and what it answers. */
function behindPieces(scene: Scene): readonly Piece[] {
  const { document, line, character } = scene.place;
  const above = document.lines.slice(Math.max(0, line - LINES_ABOVE), line).join("");
  const names = new Set(namesIn(above + (document.lines[line] ?? "").slice(0, character)).toReversed());
  const own = document.uri;
  const found = [...names].flatMap((name) => {
    const declared = declaredNear(scene, name);
    const imported = declared.filter(({ file }) => scene.neighbours.get(file)?.isImported);
    const [one, another] = imported.length > 0 ? imported : declared;
    return one && !another && one.file.uri !== own ? [one] : [];
  });
  return found
    .slice(0, MAX_BEHIND)
    .map((declaration) => ({ ...declarationPiece(scene, declaration, BEHIND_WORTH), source: "used here" }));
}

/** So many lines, and the next so many beginning in their middle. */
const WINDOW_LINES = 6;
const STEP_LINES = 3;

/** Code like that around the cursor, in small windows: which of them are worth it, the packing finds. */
function usagePieces(scene: Scene): readonly Piece[] {
  return similarChunks(scene).flatMap((hit) => windowsOf(scene, hit));
}

function windowsOf({ studies }: Scene, { file, startLine, endLine }: Hit): readonly Piece[] {
  const study = studies.of(file);
  const { lines } = study;
  const windows: Piece[] = [];
  for (let start = startLine; start < endLine; start += STEP_LINES) {
    const end = Math.min(endLine, start + WINDOW_LINES) - 1;
    windows.push({
      path: file.path,
      lines,
      start,
      end,
      value: 0,
      tells: study.namesIn(start, end),
      source: "similar code",
    });
  }
  return windows;
}
