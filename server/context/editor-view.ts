/** What only the editor knows of the moment, as it was told last. A client that tells nothing leaves it empty. */

import type { DefinitionsParams, LineRange, Problem, Spot } from "../protocol.ts";

export type { LineRange };

export interface View {
  /** Where the user looks or has looked, the latest last. */
  readonly viewed: readonly LineRange[];
  readonly copied?: LineRange | undefined;
  readonly problems: readonly Problem[];
}

export interface Editor {
  readonly view: () => View;
  /** Where the names at these characters of a line are defined; nothing from an editor that cannot say. */
  readonly definitions: (at: DefinitionsParams) => Promise<readonly Spot[]>;
}

/** Of a client that is no editor. */
export const NO_EDITOR: Editor = {
  view: () => ({ viewed: [], problems: [] }),
  definitions: () => Promise.resolve([]),
};
