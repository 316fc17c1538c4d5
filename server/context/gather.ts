/** What the workspace has to say at a place, within a budget: all that was predicted, packed by its worth. */
import type { Place } from "../completion/request.ts";
import type { WorkspaceIndex } from "./index/workspace-index.ts";
import { type Packed, pack, type Piece } from "./pack.ts";
import { predict } from "./predict.ts";
import { setScene } from "./ranking/set-scene.ts";
import { createStudies } from "./ranking/studies.ts";
import { createWordCutter } from "./ranking/tokens.ts";

export interface Budget {
  readonly tokens: number;
  readonly count: (text: string) => number;
}

type Shown = Pick<Piece, "path" | "lines" | "start" | "end">;

export type Gather = (place: Place, budget: Budget) => Packed;

/** Everything of it is shown as `show` has it. */
export function createGather(index: WorkspaceIndex, show: (part: Shown) => string): Gather {
  const studies = createStudies(index);
  const wordsOf = createWordCutter();
  return (place, { tokens, count }) => {
    const { pieces, likelihood } = predict(setScene(place, { index, studies }), wordsOf);
    const packed = pack(pieces, { budget: tokens, count, worthOf: (name) => likelihood.get(name) ?? 0 });
    const files = new Map(pieces.map(({ path, lines }) => [path, lines]));
    return {
      ...packed,
      snippets: packed.snippets.map((snippet) => {
        const { path, startLine: start, endLine: end } = snippet;
        return { ...snippet, text: show({ path, lines: files.get(path) ?? [], start, end }) };
      }),
    };
  };
}
