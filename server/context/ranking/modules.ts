/** The modules whose names may come next: the one that an import names, or of which a member is asked, and what they hand on. */
import type { IndexedFile } from "../index/workspace-index.ts";
import type { Scene } from "./scene.ts";

export interface Modules {
  /** How directly each hands on its names, up to 1. */
  readonly files: ReadonlyMap<IndexedFile, number>;
  /** What the module has from others by name. */
  readonly names: ReadonlySet<string>;
}

const NONE: Modules = { files: new Map(), names: new Set() };
/** From one module to the next, where all names are handed on; and where they are asked of the module itself. */
const HANDED_ON = 0.95;
const IMPORTED = 0.5;
const MAX_FILES = 400;

/** Of the import around the cursor. */
export function specifiedModules(scene: Scene): Modules {
  const { expectation, studies, place } = scene;
  if (expectation.specifier === "") return NONE;
  return modulesBehind(scene, studies.imported(expectation.specifier, place.document));
}

/** Of what stands before the dot. */
export function modulesOfReceiver(scene: Scene): Modules {
  return modulesBehind(scene, scene.imported.get(scene.expectation.receiver));
}

function modulesBehind({ studies }: Scene, file: IndexedFile | undefined): Modules {
  if (!file) return NONE;
  const files = new Map([[file, 1]]);
  for (const [module, share] of files) {
    if (files.size > MAX_FILES) break;
    for (const next of studies.of(module).handsOn.files)
      if (!files.has(next)) files.set(next, share * HANDED_ON);
  }
  for (const next of studies.of(file).imports) {
    if (files.has(next)) continue;
    files.set(next, IMPORTED);
    for (const last of studies.of(next).imports) if (!files.has(last)) files.set(last, IMPORTED ** 2);
  }
  return { files, names: studies.of(file).handsOn.names };
}
