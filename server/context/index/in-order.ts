/** The order in which files are named when nothing else tells them apart: the same however the index came about. */
import type { IndexedFile } from "./workspace-index.ts";

export function inOrder(a: IndexedFile, b: IndexedFile): number {
  if (a === b) return 0;
  return a.path < b.path || (a.path === b.path && a.uri < b.uri) ? -1 : 1;
}
