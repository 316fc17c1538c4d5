/** The composition root of the language server. Started by an editor, over node-ipc, stdio, a pipe or a socket. */
import { join } from "node:path";

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";

import { serve } from "./lsp/serve.ts";

const shippedFiles = {
  knowledge: join(__dirname, "knowledge.json"),
  vocabularies: join(__dirname, "..", "..", "resources", "vocabularies"),
};
const connection = createConnection(ProposedFeatures.all);

// A fault of ours, but no reason to take the ghost text of every window down.
process.on("unhandledRejection", (reason) => {
  connection.console.error(
    `unhandled: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
  );
});

serve(connection, async (editor) => {
  const { createEngine } = await import("./engine.ts");
  return createEngine({ shippedFiles, env: process.env, watch: true, ...editor });
});
