/** Makes the grammars in resources/syntax from their sources: `node test/tools/grammars.ts [name…]`. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

import { cached } from "../host/cache.ts";
import { fetchPackage, type PinnedPackage } from "../host/fetch-package.ts";

const FOLDER = join(import.meta.dirname, "..", "..", "resources", "syntax");

/** VS Code's own builds; all that it has is taken from there. The integrity is `npm view <package> dist.integrity`. */
const VSCODE: PinnedPackage = {
  name: "@vscode/tree-sitter-wasm",
  version: "0.3.1",
  integrity:
    "sha512-RJFoomET6FajjG511fmQxeBQfU6M24a0aFZPqpid+ttIxanWf1VGytBG0UmsGjt07qmIPJS8U31D+aecuCucsQ==",
};
/** Everything else, and C++, whose parser is a third smaller here. */
const COLLECTION: PinnedPackage = {
  name: "tree-sitter-wasm",
  version: "2.0.2",
  integrity:
    "sha512-zxC/EcugWmdytml6hZoU7vn1olencvNDSluO3BOyYsPWPXkBfbjmvNriJCHght+vXMYsLJZhK9v9e+YBggV4kQ==",
};

const fromVscode = (name: string) => ({ pin: VSCODE, file: `wasm/tree-sitter-${name}.wasm` });
const fromCollection = (name: string) => ({
  pin: COLLECTION,
  file: `out/${name}/tree-sitter-${name}.wasm`,
});

const SOURCES = {
  bash: fromVscode("bash"),
  c: fromCollection("c"),
  cpp: fromCollection("cpp"),
  csharp: fromVscode("c-sharp"),
  go: fromVscode("go"),
  java: fromVscode("java"),
  javascript: fromVscode("javascript"),
  kotlin: fromCollection("kotlin"),
  lua: fromCollection("lua"),
  php: fromVscode("php"),
  python: fromVscode("python"),
  ruby: fromVscode("ruby"),
  rust: fromVscode("rust"),
  swift: fromCollection("swift"),
  tsx: fromVscode("tsx"),
  typescript: fromVscode("typescript"),
};

/** Brotli packs parse tables 7 % smaller than Zstandard, and unpacks the largest in 6 ms. */
function compress(bytes: Uint8Array): Uint8Array {
  const { BROTLI_PARAM_LGWIN, BROTLI_MAX_WINDOW_BITS, BROTLI_PARAM_SIZE_HINT } = constants;
  return brotliCompressSync(bytes, {
    params: { [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS, [BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

const wanted = process.argv.slice(2);
for (const [name, { pin, file }] of Object.entries(SOURCES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const key = `${pin.name.replaceAll(/[@/]/g, "-")}-${pin.version}`;
  const folder = await cached(key, (into) => fetchPackage(pin, { into }));
  const grammar = readFileSync(join(folder, file));
  const packed = compress(grammar);
  writeFileSync(join(FOLDER, `${name}.wasm.br`), packed);
  console.log(`${name}: ${String(packed.length)} of ${String(grammar.length)} bytes`);
}
