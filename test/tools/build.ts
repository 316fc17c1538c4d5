/** Bundles the extension, its pages, the server and the command line into `dist/`. */
import { copyFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type BuildOptions, build as bundlePages } from "esbuild";

import { compile } from "../../server/knowledge/yaml-files.ts";
import { bundleExtension, bundleServer, root } from "./bundle.ts";

export { root };

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
  await bundleExtension();
  await bundleServer();
  const parser = join(root, "node_modules/web-tree-sitter/web-tree-sitter.wasm");
  await copyFile(parser, join(root, "dist/server/tree-sitter.wasm"));
  await bundlePages(pages);
  const compiled = await compile(join(root, "resources"));
  if (compiled.mistakes.length > 0) throw new Error(compiled.mistakes.join("\n"));
  await writeFile(join(root, "dist/server/knowledge.json"), JSON.stringify(compiled));
}

if (import.meta.main) await build();
