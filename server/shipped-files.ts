/** Where what ships with the server lies, seen from the folder of its scripts. */
import { join } from "node:path";

export function shippedFiles(scripts: string) {
  const resources = join(scripts, "..", "..", "resources");
  return {
    knowledge: join(scripts, "knowledge.json"),
    vocabularies: join(resources, "vocabularies"),
    providerSchema: join(resources, "provider-file.schema.json"),
    indexer: join(scripts, "indexer.cjs"),
    syntax: {
      folder: join(resources, "syntax"),
      runtime: join(scripts, "tree-sitter.wasm"),
      worker: join(scripts, "syntax-worker.cjs"),
    },
  };
}
