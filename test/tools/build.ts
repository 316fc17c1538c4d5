/** Bundles the extension, the server and the command line into `dist/`. One esbuild step, nothing else. */
import { rm } from "node:fs/promises";
import { join } from "node:path";

import { build as bundle } from "esbuild";

export const root = join(import.meta.dirname, "..", "..");

const entries = {
  "extension/main": "extension/main.ts",
  "server/main": "server/main.ts",
  "server/cli": "server/cli.ts",
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
    logLevel: "warning",
  });
}

if (import.meta.main) await build();
