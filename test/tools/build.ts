/** Bundles the extension, its pages, the server and the command line into `dist/`. */
import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type BuildOptions, build as bundle, type Plugin } from "esbuild";

import { compile } from "../../server/knowledge/yaml-files.ts";

export const root = join(import.meta.dirname, "..", "..");

const entries = {
  "extension/main": "extension/main.ts",
  "server/main": "server/main.ts",
  "server/cli": "server/cli.ts",
  "server/engine": "server/engine.ts",
  "server/indexer": "server/context/index/thread.ts",
  "server/syntax-worker": "server/syntax/worker.ts",
};

/** The engine is a file of its own, which both roots load when they need it: `initialize` is answered before it is read. */
const engineApart: Plugin = {
  name: "engine apart",
  setup(bundler) {
    bundler.onResolve({ filter: /^\.\/engine\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./engine.cjs", external: true } : undefined,
    );
  },
};

/** They run in VS Code's browser. */
const pages: BuildOptions = {
  absWorkingDir: root,
  entryPoints: {
    setup: "extension/webview/setup/main.ts",
    "setup-style": "extension/webview/setup/setup.css",
  },
  outdir: "dist/webview",
  format: "esm",
  platform: "browser",
  target: "es2022",
  bundle: true,
  minify: true,
  legalComments: "linked",
  loader: { ".ttf": "file" },
  assetNames: "[name]",
  logLevel: "warning",
};

export async function build(): Promise<void> {
  await rm(join(root, "dist"), { recursive: true, force: true });
  await bundle({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: "dist",
    // package.json says "module", and the extension host of the oldest VS Code we support loads CommonJS.
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    platform: "node",
    target: "node22",
    bundle: true,
    minify: true,
    // Stack traces in the log name our functions.
    keepNames: true,
    legalComments: "linked",
    external: ["vscode"],
    // Its module for `import` asks where it lies, which CommonJS does not tell.
    alias: { "web-tree-sitter": join(root, "node_modules/web-tree-sitter/web-tree-sitter.cjs") },
    plugins: [engineApart],
    logLevel: "warning",
  });
  const parser = join(root, "node_modules/web-tree-sitter/web-tree-sitter.wasm");
  await copyFile(parser, join(root, "dist/server/tree-sitter.wasm"));
  await bundle(pages);
  const compiled = await compile(join(root, "resources"));
  if (compiled.mistakes.length > 0) throw new Error(compiled.mistakes.join("\n"));
  await writeFile(join(root, "dist/server/knowledge.json"), JSON.stringify(compiled));
}

if (import.meta.main) await build();
