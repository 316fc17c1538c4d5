/** The files that stay as they are, many to a shelf, by language. Keeps tokens only, not their text. */
import { append, erase, newShelf, roomFor, type Extent, type Shelf } from "./shelf.ts";

const SHELF_TOKENS = 1 << 17;
/** At three integers a token, 40 MB: some 2,500 files of the usual size. What comes later is not learned. */
const MAX_TOKENS = 3_500_000;

export interface Archive {
  put(uri: string, languageId: string, tokens: readonly number[]): void;
  remove(uri: string): void;
  find(uri: string): Extent | undefined;
  readonly shelves: readonly Shelf[];
}

export function createArchive(): Archive {
  const extents = new Map<string, Extent>();
  const shelves: Shelf[] = [];
  let live = 0;

  function shelfFor(languageId: string, tokens: readonly number[]): Shelf {
    const open = shelves.findLast((shelf) => shelf.languageId === languageId && roomFor(shelf, tokens));
    if (open) return open;
    const shelf = newShelf(languageId, Math.max(SHELF_TOKENS, tokens.length));
    shelves.push(shelf);
    return shelf;
  }

  /** The live files of a shelf that is mostly erased move to another; the shelf goes. */
  function clear(shelf: Shelf): void {
    shelves.splice(shelves.indexOf(shelf), 1);
    for (const [uri, extent] of extents) {
      if (extent.shelf !== shelf) continue;
      const tokens = [...shelf.tokens.subarray(extent.start, extent.end)];
      live -= tokens.length;
      put(uri, shelf.languageId, tokens);
    }
  }

  function put(uri: string, languageId: string, tokens: readonly number[]): void {
    if (live + tokens.length > MAX_TOKENS) return;
    const shelf = shelfFor(languageId, tokens);
    const start = append(shelf, tokens);
    extents.set(uri, { shelf, start, end: start + tokens.length });
    live += tokens.length;
  }

  return {
    put,
    remove(uri) {
      const extent = extents.get(uri);
      if (!extent) return;
      extents.delete(uri);
      erase(extent);
      live -= extent.end - extent.start;
      if (extent.shelf.erased * 2 > extent.shelf.tokens.length) clear(extent.shelf);
    },
    find: (uri) => extents.get(uri),
    shelves,
  };
}
