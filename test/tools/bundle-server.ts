/** Bundles the server and the command line: what they load late is in files of its own. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { build as bundle, type BuildOptions, type Metafile, type Plugin, transform } from "esbuild";

const root = join(import.meta.dirname, "..", "..");

/**
 * esbuild splits ES modules only, and Node loads CommonJS sooner and with 2 MB less: to import from a module of Node's own as
 * an ES module loads all that this module would have loaded late. So each file is turned into CommonJS.
 */
export async function bundleServer(shared: BuildOptions): Promise<void> {
  const { outputFiles, metafile } = await bundle({
    ...shared,
    metafile: true,
    entryPoints: {
      "server/main": "server/main.ts",
      "server/cli": "server/cli.ts",
      "server/indexer": "server/context/index/thread.ts",
      "server/syntax-worker": "server/syntax/worker.ts",
    },
    // With a dash in each name: that tells .vscodeignore what main.cjs loads.
    chunkNames: "server/[name]-[hash]",
    format: "esm",
    splitting: true,
    write: false,
    legalComments: "eof",
    // undici's own word for "leave out the parser that is still an experiment".
    define: { esbuildDetection: "true" },
    plugins: [undiciLight, builtinsLate],
    // Its module for `import` asks where it lies, which CommonJS does not tell.
    alias: { "web-tree-sitter": join(root, "node_modules/web-tree-sitter/web-tree-sitter.cjs") },
  });
  refuseLanguages(metafile);
  await mkdir(join(root, "dist/server"), { recursive: true });
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, {
      format: "cjs",
      ...(shared.target !== undefined && { target: shared.target }),
      supported: { "dynamic-import": false },
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: "eof",
    });
    await writeFile(path, code);
  }
}

/** `z.core.…` as a value, or the index of the locales, brings 380 KB of messages in fifty languages along. */
function refuseLanguages({ outputs }: Metafile): void {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const [first] = inputs.filter(
    ([file, { bytesInOutput }]) => bytesInOutput > 0 && /zod\/v4\/locales\/(?!en\.js)/.test(file),
  );
  if (first) throw new Error(`the server contains ${first[0]}; of zod’s languages it needs English only`);
}

/** What undici loads at once and a model server on this machine never needs: a line of a file, and what stands for it. */
const NEEDLESS: Readonly<Record<string, readonly (readonly [now: string, instead: string])[]>> = {
  "dispatcher/client.js": [
    // HTTP/2 weighs 9 MB in Node.
    [
      "const connectH2 = require('./client-h2.js')",
      "const connectH2 = (...session) => require('./client-h2.js')(...session)",
    ],
    // And half a megabyte Node's own HTTP, asked for the longest head alone: its default.
    ["const http = require('node:http')", "const http = { maxHeaderSize: 16384 }"],
  ],
  // It asks whether what it sends is an answer that Node's own HTTP reads. We send text.
  "core/util.js": [["const { IncomingMessage } = require('node:http')", "const IncomingMessage = null"]],
};

const undiciLight: Plugin = {
  name: "undici without what is not needed",
  setup(bundler) {
    for (const [file, changes] of Object.entries(NEEDLESS)) {
      bundler.onLoad({ filter: new RegExp(`undici/lib/${file.replace(".", "\\.")}$`) }, async ({ path }) => {
        let contents = await readFile(path, "utf8");
        for (const [now, instead] of changes) {
          if (!contents.includes(now)) throw new Error(`${path} does not say “${now}” any more`);
          contents = contents.replace(now, instead);
        }
        return { contents };
      });
    }
  },
};

/** What weighs much in Node, and is named at the top of files that mostly do without it. */
const HEAVY = ["crypto", "tls", "worker_threads", "zlib"];

/** Each of its names is looked up when it is used; the first that is used loads the module. */
const builtinsLate: Plugin = {
  name: "built-in modules late",
  setup(bundler) {
    const filter = new RegExp(`^(?:node:)?(?:${HEAVY.join("|")})$`);
    bundler.onResolve({ filter }, ({ path, namespace }) =>
      namespace === "late"
        ? { path, external: true }
        : { path: path.replace("node:", ""), namespace: "late" },
    );
    bundler.onLoad({ filter: /./, namespace: "late" }, async ({ path }) => {
      const { default: builtin } = await import(`node:${path}`);
      const names = Object.keys(builtin).map((name) => `get ${name}() { return load().${name}; }`);
      return {
        contents: `let builtin; const load = () => (builtin ??= require("node:${path}")); module.exports = { ${names.join(", ")} };`,
      };
    });
  },
};
