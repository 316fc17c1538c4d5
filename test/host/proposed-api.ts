/**
 * code-server allows every proposed API to every extension, which would hide a real bug: in VS Code itself a provider that
 * merely has a method of a proposed API fails to register. This puts VS Code's own rule back.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILES = [
  "server-main.js",
  "vs/code/browser/workbench/workbench.js",
  "vs/workbench/api/node/extensionHostProcess.js",
  "vs/workbench/api/worker/extensionHostWorkerMain.js",
];

/** `isProposedApiEnabled`, known in the minified code by the function after it, which throws when it says no. */
const RULE =
  /function ([\w$]+)\(([\w$]+),([\w$]+)\)\{return!0\}(?=function [\w$]+\(\2,\3\)\{if\(!\1\(\2,\3\)\)throw new Error\(`Extension '\$\{\2\.identifier\.value\}' CANNOT use API proposal)/g;

export function refuseProposedApi(out: string): void {
  for (const name of FILES) {
    const file = join(out, name);
    const text = readFileSync(file, "utf8");
    const found = text.match(RULE)?.length ?? 0;
    if (found !== 1) throw new Error(`${name}: found the proposed API rule ${found} times, not once`);
    writeFileSync(
      file,
      text.replace(
        RULE,
        "function $1($2,$3){return!!$2.enabledApiProposals&&$2.enabledApiProposals.includes($3)}",
      ),
    );
  }
}
