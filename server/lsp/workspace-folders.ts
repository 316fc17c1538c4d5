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
  /** Relative to its folder with forward slashes; a document outside of every folder goes by its bare name. */
  readonly pathOf: (uri: string) => string;
  readonly after: (event: FoldersChange) => WorkspaceFolders;
}

export function workspaceFolders(uris: readonly string[]): WorkspaceFolders {
  const paths = uris.flatMap((uri) => filePath(uri) ?? []);
  return {
    after({ added, removed }) {
      const gone = new Set(removed.map(({ uri }) => uri));
      return workspaceFolders([...uris.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)]);
    },
    uris: uris.filter((uri) => filePath(uri) !== undefined),
    pathOf(uri) {
      const file = filePath(uri);
      if (file === undefined) return decodeURIComponent(uri.split("/").at(-1) ?? uri);
      const folder = paths.find((path) => file.startsWith(path + sep));
      return folder === undefined ? basename(file) : relative(folder, file).split(sep).join("/");
    },
  };
}

function filePath(uri: string): string | undefined {
  return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
}
