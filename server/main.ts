/** The composition root of the language server. Started by an editor, over node-ipc, stdio, a pipe or a socket. */
import { join } from "node:path";

import { createConnection, ProposedFeatures } from "vscode-languageserver/node";

import { serve } from "./lsp/serve.ts";
import { surviveRejections } from "./lsp/unhandled.ts";

const shippedFiles = {
  knowledge: join(__dirname, "knowledge.json"),
  vocabularies: join(__dirname, "..", "..", "resources", "vocabularies"),
  indexer: join(__dirname, "indexer.cjs"),
};
const connection = createConnection(ProposedFeatures.all);
const sharingSecrets = surviveRejections((line) => connection.console.error(line));

serve(connection, async (editor) => {
  const { createEngine } = await import("./engine.ts");
  const log = sharingSecrets(editor.log);
  return createEngine({ shippedFiles, env: process.env, watch: true, ...editor, log });
});
