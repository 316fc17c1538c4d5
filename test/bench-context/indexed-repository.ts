/** A repository laid out on this disk, and its index. */
import { pathToFileURL } from "node:url";

import { Workspace } from "../../server/context/index/workspace.ts";
import { readers } from "../../server/context/symbols/readers.ts";
import { layOut } from "./lay-out.ts";
import type { Repository } from "./repositories.ts";

export async function indexed(repository: Repository) {
  const folder = await layOut(repository);
  const languageId = repository.from === "npm" ? "typescript" : "python";
  const workspace = new Workspace({
    languages: readers,
    languageOf: () => languageId,
    failed: (why) => process.stderr.write(`${why}\n`),
  });
  await workspace.addFolder(pathToFileURL(folder).href);
  return { folder, languageId, workspace };
}
