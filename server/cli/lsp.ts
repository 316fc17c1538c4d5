/** `keyfill lsp`: the language server for any client, over stdio or on a port of this machine. */
import { once } from "node:events";
import { createServer } from "node:net";

import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

import { serve, type StartEngine } from "../lsp/serve.ts";

export async function serveOnStdio(start: StartEngine): Promise<number> {
  serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout), start);
  await once(process.stdin, "close");
  return 0;
}

/** Each client that connects gets an engine of its own. */
export async function serveOnPort(port: number, start: StartEngine): Promise<number> {
  const server = createServer((socket) => {
    const connection = createConnection(
      ProposedFeatures.all,
      new StreamMessageReader(socket),
      new StreamMessageWriter(socket),
    );
    serve(connection, start);
    socket.on("error", () => socket.destroy());
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  process.stderr.write(`Keyfill serves LSP on 127.0.0.1:${String(actual)}\n`);
  await once(server, "close");
  return 0;
}
