/** What the workspace has to say at a place, within a budget: all that was predicted, packed by its worth. */
import type { Place } from "../completion/request.ts";
import type { WorkspaceIndex } from "./index/workspace-index.ts";
import { type Packed, pack } from "./pack.ts";
import { predict } from "./predict.ts";
import { setScene } from "./ranking/set-scene.ts";
import { createStudies } from "./ranking/studies.ts";
import { createWordCutter } from "./ranking/tokens.ts";

export interface Budget {
  readonly tokens: number;
  readonly count: (text: string) => number;
}

export type Gather = (place: Place, budget: Budget) => Packed;

export function createGather(index: WorkspaceIndex): Gather {
  const studies = createStudies(index);
  const wordsOf = createWordCutter();
  return (place, { tokens, count }) => {
    const { pieces, likelihood } = predict(setScene(place, { index, studies }), wordsOf);
    return pack(pieces, { budget: tokens, count, worthOf: (name) => likelihood.get(name) ?? 0 });
  };
}
