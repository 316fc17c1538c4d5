/** The composition root of the language server. Started by an editor, over node-ipc, stdio, a pipe or a socket. */
import { join } from "node:path";

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";

import { serve } from "./lsp/serve.ts";

const resources = join(__dirname, "..", "..", "resources");

serve(createConnection(ProposedFeatures.all), async (editor) => {
  const { createEngine } = await import("./engine.ts");
  return createEngine({ resources, env: process.env, watch: true, ...editor });
});
