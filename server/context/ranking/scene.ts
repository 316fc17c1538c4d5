/** All that the ranking wants to know of a place: what is there, and who is near it. */
import type { Place } from "../../completion/request.ts";
import type { Hit, IndexedFile, WorkspaceIndex } from "../index/workspace-index.ts";
import type { Expectation } from "./expectation.ts";
import type { Studies } from "./studies.ts";
import type { Usage } from "./usage.ts";

export interface Scene {
  readonly index: WorkspaceIndex;
  readonly studies: Studies;
  /** Before the name that is being typed, which is left out of the document. */
  readonly place: Place;
  /** As much of that name as there is, in lower case. */
  readonly typed: string;
  /** The cursor's own file, when it is in the index. */
  readonly file: IndexedFile | undefined;
  readonly expectation: Expectation;
  readonly usage: Usage;
  /** Names on the lines around the cursor. */
  readonly near: ReadonlySet<string>;
  /** The name as which a module is imported, and its file. */
  readonly imported: ReadonlyMap<string, IndexedFile>;
  readonly neighbours: ReadonlyMap<IndexedFile, Neighbour>;
}

export interface Neighbour {
  /** How much its use of a name says of this place. */
  readonly weight: number;
  readonly isImported: boolean;
  /** The chunks that are like the code around the cursor, the best first; their scores are 1 for the best of all. */
  readonly similar: readonly Hit[];
}
