/** Bundles the extension, its pages, the server and the command line into `dist/`. */
import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type BuildOptions, build as bundle } from "esbuild";

import { compile } from "../../server/knowledge/yaml-files.ts";
import { bundleServer } from "./bundle-server.ts";

export const root = join(import.meta.dirname, "..", "..");

/** What runs in Node. */
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
  external: ["vscode"],
  logLevel: "warning",
} as const satisfies BuildOptions;

/** They run in VS Code's browser. */
const pages: BuildOptions = {
  absWorkingDir: root,
  entryPoints: {
    setup: "extension/webview/setup/main.ts",
    "setup-style": "extension/webview/setup/setup.css",
    statistics: "extension/webview/statistics/main.ts",
    chat: "extension/webview/chat/main.ts",
    "chat-style": "extension/webview/chat/chat.css",
    "statistics-style": "extension/webview/statistics/statistics.css",
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
  const extension = { "extension/main": "extension/main.ts" };
  await bundle({ ...shared, entryPoints: extension, format: "cjs", legalComments: "linked" });
  await bundleServer(shared);
  const parser = join(root, "node_modules/web-tree-sitter/web-tree-sitter.wasm");
  await copyFile(parser, join(root, "dist/server/tree-sitter.wasm"));
  await bundle(pages);
  const compiled = await compile(join(root, "resources"));
  if (compiled.mistakes.length > 0) throw new Error(compiled.mistakes.join("\n"));
  await writeFile(join(root, "dist/server/knowledge.json"), JSON.stringify(compiled));
}

if (import.meta.main) await build();
