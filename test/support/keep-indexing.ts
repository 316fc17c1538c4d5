/** Started by a test, to be killed by it: changes a folder and indexes it, again and again, and tells when it has begun. */
import { indexed, uriOf, write } from "./indexed-folder.ts";

const [folder = "", storage = "", seed = "0"] = process.argv.slice(2);

const workspace = await indexed(folder, { storage });
process.send?.("begun");
for (let round = 0; ; round++) {
  const paths = Array.from({ length: 8 }, (_, at) => `file${String((round * 3 + at) % 40)}.toy`);
  for (const path of paths) write(folder, path, `def made${seed}In${String(round)}\n`.repeat(200));
  await workspace.filesChanged(paths.map((path) => uriOf(folder, path)));
}
