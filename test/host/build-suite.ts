/** Bundles the suite for the extension host, as a helper extension without code of its own. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { OUTPUT } from "./paths.ts";

export interface BuiltSuite {
  /** The helper extension: VS Code runs tests only where an extension is being developed. */
  readonly helper: string;
  readonly entry: string;
}

export async function buildSuite(): Promise<BuiltSuite> {
  const helper = join(OUTPUT, "suite");
  const entry = join(helper, "index.cjs");
  await build({
    entryPoints: [join(import.meta.dirname, "suite/index.ts")],
    outfile: entry,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    logLevel: "error",
  });
  const manifest = {
    name: "suite",
    publisher: "keyfill-test",
    version: "0.0.0",
    engines: { vscode: "^1.106.0" },
  };
  writeFileSync(join(helper, "package.json"), JSON.stringify(manifest));
  return { helper, entry };
}
