/** What libraries and Node's own modules bring along without need is left out, or left for later. */
import { readFile } from "node:fs/promises";

import type { Plugin } from "esbuild";

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

/** How TypeScript wrote “export all of it”: a function for each of 700 names, in each of the four modules that hand them on. */
const EACH_TIME = /var __createBinding = .*\n(?:.*\n)*?\}\)\);\n/;
const AT_ONCE = `var __createBinding = (to, from, name, as = name) => {
  if (from.__esModule) to[as] = from[name];
  else Object.defineProperty(to, as, { enumerable: true, get: () => from[name] });
};
`;

export const librariesLight: Plugin = {
  name: "libraries without what is not needed",
  setup(bundler) {
    bundler.onLoad({ filter: /node_modules\/(?:undici|vscode-[^/]+)\/.*\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, "utf8");
      for (const [now, instead] of changesOf(path)) {
        if (!contents.includes(now)) throw new Error(`${path} does not say “${now}” any more`);
        contents = contents.replace(now, instead);
      }
      return { contents: contents.replace(EACH_TIME, AT_ONCE) };
    });
  },
};

function changesOf(path: string) {
  return Object.entries(NEEDLESS).find(([file]) => path.endsWith(`undici/lib/${file}`))?.[1] ?? [];
}

/** What weighs much in Node, and is named at the top of files that mostly do without it. */
const HEAVY = ["crypto", "tls", "worker_threads", "zlib"];

/** Each of its names is looked up when it is used; the first that is used loads the module. */
export const builtinsLate: Plugin = {
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
