/** Bundles what runs in Node: what is loaded late lies in files of its own. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { build, type BuildOptions, type Metafile, type Plugin, transform } from "esbuild";

export const root = join(import.meta.dirname, "..", "..");

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  // package.json says "module", and the extension host of the oldest VS Code we support loads CommonJS.
  outExtension: { ".js": ".cjs" },
  platform: "node",
  target: "node22",
  bundle: true,
  // Names stay, for stack traces in the log. To shorten them and say the true ones beside it (`keepNames`) makes an object of
  // every function's name: 1.5 MB at rest.
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "eof",
  logLevel: "warning",
} as const satisfies BuildOptions;

export async function bundleExtension(): Promise<void> {
  await bundle("extension", { main: "extension/main.ts" }, { external: ["vscode"] });
}

export async function bundleServer(): Promise<void> {
  const entries = {
    main: "server/main.ts",
    cli: "server/cli.ts",
    indexer: "server/context/index/thread.ts",
    "syntax-worker": "server/syntax/worker.ts",
  };
  const metafile = await bundle("server", entries, {
    // undici's own word for "leave out the parser that is still an experiment".
    define: { esbuildDetection: "true" },
    plugins: [undiciLight, builtinsLate],
    // Its module for `import` asks where it lies, which CommonJS does not tell.
    alias: { "web-tree-sitter": join(root, "node_modules/web-tree-sitter/web-tree-sitter.cjs") },
  });
  refuseLanguages(metafile);
}

/**
 * esbuild splits ES modules only, and Node loads CommonJS sooner and with 2 MB less: to import from a module of Node's own as
 * an ES module loads all that this module would have loaded late. So each file is turned into CommonJS.
 */
async function bundle(
  folder: string,
  entries: Readonly<Record<string, string>>,
  own: BuildOptions,
): Promise<Metafile> {
  const { outputFiles, metafile } = await build({
    ...shared,
    ...own,
    entryPoints: Object.fromEntries(
      Object.entries(entries).map(([name, file]) => [`${folder}/${name}`, file]),
    ),
    // With a dash in each name: that tells .vscodeignore what main.cjs loads.
    chunkNames: `${folder}/[name]-[hash]`,
    format: "esm",
    splitting: true,
    write: false,
    metafile: true,
  });
  for (const { path, text } of outputFiles) {
    const { code } = await transform(text, {
      format: "cjs",
      target: shared.target,
      supported: { "dynamic-import": false },
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: "eof",
    });
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, askingOnce(code));
  }
  return metafile;
}

/** VS Code answers `require("vscode")` itself, and looks on the disk each time where the one lies who asks: so a file asks once. */
function askingOnce(code: string): string {
  const once = code.replaceAll(/\b(?:__)?require\("vscode"\)/g, "vscodeOnce()");
  return once === code ? code : `const vscodeOnce=(api=>()=>api??=require("vscode"))();${once}`;
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
