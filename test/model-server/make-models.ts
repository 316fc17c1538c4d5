/**
 * The two models of the tests as GGUF files in the cache, both with Qwen2.5's real vocabulary:
 * `random` answers anything, `copying` fills a hole with what stands earlier in the prompt.
 */
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { copyingModel } from "./models/copying-model.ts";
import { writeGguf } from "./models/gguf.ts";
import { llamaPackage } from "./llama-source.ts";
import { madeOnce } from "./made-once.ts";
import { qwenVocabulary } from "./models/qwen-vocabulary.ts";
import { randomModel } from "./models/random-model.ts";

export type ModelName = "random" | "copying";

export async function modelFile(model: ModelName): Promise<string> {
  const name = `models-${await madeFrom()}/${model}.gguf`;
  return await madeOnce(name, async (path) => {
    const vocabulary = await qwenVocabulary();
    const { metadata, tensors } = model === "random" ? randomModel(vocabulary) : copyingModel(vocabulary);
    await writeGguf(path, metadata, tensors);
  });
}

/** A key that changes with what the models are made from. */
async function madeFrom(): Promise<string> {
  const folder = join(import.meta.dirname, "models");
  const files = (await readdir(folder)).toSorted().map((file) => join(folder, file));
  const hash = createHash("sha256").update(llamaPackage);
  for (const file of [...files, join(import.meta.dirname, "../support/random.ts")]) {
    hash.update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 12);
}

if (import.meta.main) {
  console.log(await modelFile("random"));
  console.log(await modelFile("copying"));
}
