/** Makes `dist/keyfill.vsix`: one file for all platforms, nothing native in it. */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { build, root } from "./build.ts";

const vsce = join(root, "node_modules", "@vscode", "vsce", "vsce");

/** Answers the path of the VSIX. */
export async function packageExtension(): Promise<string> {
  await build();
  const vsix = join(root, "dist", "keyfill.vsix");
  // Everything is bundled: vsce need not look for dependencies. The README's pictures lie in the repository.
  const args = ["package", "--no-dependencies", "--no-rewrite-relative-links", "--out", vsix];
  await promisify(execFile)(process.execPath, [vsce, ...args], { cwd: root });
  return vsix;
}

if (import.meta.main) {
  const vsix = await packageExtension();
  const { size } = await stat(vsix);
  console.log(`Packed ${vsix} (${(size / 1024 / 1024).toFixed(2)} MB)`);
}
