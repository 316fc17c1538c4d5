/** Whether two URIs mean one file, however each is encoded. */
import { fileURLToPath } from "node:url";

export function sameUri(one: string, other: string): boolean {
  return one === other || pathOf(one) === pathOf(other);
}

function pathOf(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    // Of no file on this disk: there it goes by its words.
    return uri;
  }
}
