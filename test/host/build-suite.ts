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
    entryPoints: ["index", "halting-program"].map((name) => join(import.meta.dirname, `suite/${name}.ts`)),
    outdir: helper,
    outExtension: { ".js": ".cjs" },
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
    contributes: {
      debuggers: [
        { type: "keyfill-halting", label: "Stands still", program: "./halting-program.cjs", runtime: "node" },
      ],
    },
  };
  writeFileSync(join(helper, "package.json"), JSON.stringify(manifest));
  return { helper, entry };
}
