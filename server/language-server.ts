/** The composition root of the language server. */
import { createConnection, ProposedFeatures } from "./lsp/library.ts";
import { serve, type StartEngine } from "./lsp/serve.ts";
import { surviveRejections } from "./lsp/unhandled.ts";
import { shippedFiles } from "./shipped-files.ts";

/** Serves the editor that started this process, over node-ipc, stdio, a pipe or a socket. */
export function startLanguageServer(): void {
  const connection = createConnection(ProposedFeatures.all);
  serve(
    connection,
    enginesFor((line) => connection.console.error(line)),
  );
}

/** Starts an engine for each editor; rejections that nobody handles are lines for the sink. */
export function enginesFor(sink: (line: string) => void): StartEngine {
  const sharingSecrets = surviveRejections(sink);
  return async (editor) => {
    const { createEngine } = await import("./engine.ts");
    const log = sharingSecrets(editor.log);
    return createEngine({
      shippedFiles: shippedFiles(__dirname),
      env: process.env,
      watch: true,
      ...editor,
      log,
    });
  };
}
