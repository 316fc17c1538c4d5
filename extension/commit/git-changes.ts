/** What would be committed, as one diff: what is staged, or all that is changed where nothing is. */
import { type Uri, workspace } from "vscode";

import type { Repository } from "./git-extension.ts";

/** As Git's extension numbers them. */
const UNTRACKED = 7;
/** Nobody reads more of a new file for a message. */
const MAX_BYTES = 200_000;
const MAX_FILES = 100;

export async function changesIn(repository: Repository): Promise<string> {
  const { indexChanges, workingTreeChanges, untrackedChanges = [] } = repository.state;
  if (indexChanges.length > 0) return repository.diff(true);
  const known = await repository.diff(false);
  const mixed = workingTreeChanges.filter(({ status }) => status === UNTRACKED);
  const unknown = new Map([...mixed, ...untrackedChanges].map(({ uri }) => [uri.toString(), uri]));
  const added = [...unknown.values()].slice(0, MAX_FILES).map((uri) => asAdded(uri, repository.rootUri));
  return [known, ...(await Promise.all(added))].filter((text) => text !== "").join("\n");
}

/** Git itself says nothing of what is in a file that it does not know. */
async function asAdded(uri: Uri, root: Uri): Promise<string> {
  const path = uri.path.slice(root.path.length + 1);
  const head = `diff --git a/${path} b/${path}\nnew file mode 100644\n`;
  const bytes = await workspace.fs.readFile(uri).then(
    (read) => read.subarray(0, MAX_BYTES),
    () => new Uint8Array(),
  );
  if (bytes.includes(0)) return `${head}Binary file b/${path}\n`;
  const lines = new TextDecoder().decode(bytes).split("\n");
  if (lines.at(-1) === "") lines.pop();
  const hunk = `@@ -0,0 +1,${String(lines.length)} @@\n${lines.map((line) => `+${line}\n`).join("")}`;
  return `${head}--- /dev/null\n+++ b/${path}\n${lines.length === 0 ? "" : hunk}`;
}
