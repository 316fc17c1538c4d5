/** The folders that are open, and what a document is called within them. */
import { basename, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

interface FoldersChange {
  readonly added: readonly { readonly uri: string }[];
  readonly removed: readonly { readonly uri: string }[];
}

export interface WorkspaceFolders {
  /** Those on disk. */
  readonly uris: readonly string[];
  /** Relative to the innermost folder with forward slashes; a document outside of every folder goes by its bare name. */
  readonly pathOf: (uri: string) => string;
  readonly after: (event: FoldersChange) => WorkspaceFolders;
}

export function workspaceFolders(uris: readonly string[]): WorkspaceFolders {
  const innermostFirst = uris
    .flatMap((uri) => filePath(uri) ?? [])
    .map((path) => (path.endsWith(sep) ? path : path + sep))
    .toSorted((a, b) => b.length - a.length);
  return {
    after({ added, removed }) {
      const gone = new Set(removed.map(({ uri }) => uri));
      return workspaceFolders([...uris.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)]);
    },
    uris: uris.filter((uri) => filePath(uri) !== undefined),
    pathOf(uri) {
      const file = filePath(uri);
      if (file === undefined) return nameIn(uri);
      const folder = innermostFirst.find((path) => file.startsWith(path));
      return folder === undefined ? basename(file) : relative(folder, file).split(sep).join("/");
    },
  };
}

function filePath(uri: string): string | undefined {
  if (!uri.startsWith("file:")) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // Of another machine, or badly encoded: not on this disk.
    return undefined;
  }
}

const SCHEME = /^[a-z][a-z\d+.-]*:/i;

/** Without the scheme, the query and the fragment, by which editors tell the cells of a notebook apart. */
function nameIn(uri: string): string {
  const path = uri.replace(/[?#].*$/s, "").replace(SCHEME, "");
  const name = path.split("/").findLast((part) => part !== "") ?? uri;
  try {
    return decodeURIComponent(name);
  } catch {
    // Its percent sign encodes nothing.
    return name;
  }
}
