/** Where a URI points to on this disk. */
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

export function locationOf(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // Of another machine, or badly encoded.
    return undefined;
  }
}

export function isInside(location: string, folder: string): boolean {
  return location.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
