/** Bundles what runs in Node: what is loaded late lies in files of its own. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { build, type BuildOptions, type Metafile, transform } from "esbuild";

import { joined } from "./join-files.ts";
import { builtinsLate, librariesLight } from "./light.ts";

export const root = join(import.meta.dirname, "..", "..");

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  platform: "node",
  target: "node22",
  bundle: true,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "eof",
  logLevel: "warning",
} as const satisfies BuildOptions;

export async function bundleExtension(): Promise<void> {
  await bundle("extension", { main: "extension/main.ts" }, { external: ["vscode"] });
}

export async function bundleServer(): Promise<void> {
  const own: BuildOptions = {
    // undici's own word for "leave out the parser that is still an experiment".
    define: { esbuildDetection: "true" },
    plugins: [librariesLight, builtinsLate],
    // Its module for `import` asks where it lies, which CommonJS does not tell.
    alias: { "web-tree-sitter": join(root, "node_modules/web-tree-sitter/web-tree-sitter.cjs") },
  };
  // What a thread loads is its own: a file shared with the server would be cut where the two differ.
  const metafiles = [
    await bundle("server", { main: "server/main.ts", cli: "server/cli.ts" }, own),
    await bundle("server", { indexer: "server/context/index/thread.ts" }, own),
    await bundle("server", { "syntax-worker": "server/syntax/worker.ts" }, own),
  ];
  for (const metafile of metafiles) refuseLanguages(metafile);
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
    entryPoints: entries,
    format: "esm",
    splitting: true,
    write: false,
    metafile: true,
  });
  await mkdir(join(root, "dist", folder), { recursive: true });
  for (const [name, text] of await joined(outputFiles, metafile, Object.keys(entries))) {
    const { code } = await transform(text, {
      target: shared.target,
      supported: { "dynamic-import": false },
      // The names at the top of a file stay, for stack traces in the log. To shorten those too and say the true ones beside it
      // (`keepNames`) makes an object of every function's name: 1.5 MB at rest.
      minifyIdentifiers: true,
      minifySyntax: true,
      minifyWhitespace: true,
      legalComments: "eof",
    });
    await writeFile(join(root, "dist", folder, name), inAscii(askingOnce(code)));
  }
  return metafile;
}

/** V8 keeps a file with a single letter beyond ASCII at two bytes a letter. Such letters are left in patterns and comments alone. */
function inAscii(code: string): string {
  return code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** `z.core.…` as a value, or the index of the locales, brings 380 KB of messages in fifty languages along. */
function refuseLanguages({ outputs }: Metafile): void {
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  const [first] = inputs.filter(
    ([file, { bytesInOutput }]) => bytesInOutput > 0 && /zod\/v4\/locales\/(?!en\.js)/.test(file),
  );
  if (first) throw new Error(`the server contains ${first[0]}; of zod’s languages it needs English only`);
}

/** VS Code answers `require("vscode")` itself, and looks on the disk each time where the one lies who asks: so a file asks once. */
function askingOnce(code: string): string {
  const once = code.replaceAll(/(?:\b\w+\.)?\b(?:__)?require\("vscode"\)/g, "vscodeOnce()");
  return once === code ? code : `const vscodeOnce=(api=>()=>api??=require("vscode"))();${once}`;
}
