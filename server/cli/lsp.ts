/** `keyfill lsp`: the language server for any client, over stdio or on a port of this machine. */
import { once } from "node:events";
import { createServer, type Socket } from "node:net";

import { type Connection, createConnection } from "vscode-languageserver";
import {
  createConnection as createOnlyConnection,
  createProtocolConnection,
  ProposedFeatures,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

import { serve, type StartEngine } from "../lsp/serve.ts";

export async function serveOnStdio(start: StartEngine): Promise<number> {
  serve(createOnlyConnection(ProposedFeatures.all, process.stdin, process.stdout), start);
  await once(process.stdin, "close");
  return 0;
}

/** Each client that connects gets an engine of its own, and takes it along when it goes. */
export async function serveOnPort(port: number, start: StartEngine): Promise<number> {
  const server = createServer((socket) => {
    serve(connectionOn(socket), engineWhileOpen(socket, start));
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

/** The library's connection for Node ends the whole process with its client; this one ends the client's socket. */
function connectionOn(socket: Socket): Connection {
  const watchDog = {
    shutdownReceived: false,
    // A client of this machine that dies closes its socket: its process need not be watched.
    initialize: () => undefined,
    exit: () => socket.destroySoon(),
  };
  return createConnection(
    (logger) => {
      const [reader, writer] = [new StreamMessageReader(socket), new StreamMessageWriter(socket)];
      return mutedWhenGone(createProtocolConnection(reader, writer, logger), socket);
    },
    watchDog,
    ProposedFeatures.all,
  );
}

/** What is still told to a client that is gone is lost; the library would throw it at whoever tells it. */
function mutedWhenGone(connection: ProtocolConnection, socket: Socket): ProtocolConnection {
  const send = connection.sendNotification.bind(connection);
  return Object.assign(connection, {
    async sendNotification(...message: Parameters<typeof send>) {
      try {
        if (!socket.destroyed) await send(...message);
      } catch (error) {
        // That it is gone may be seen only when it is written to.
        if (!socket.destroyed) throw error;
      }
    },
  });
}

/** Closed once: by the client's shutdown, or else when the socket closes. */
function engineWhileOpen(socket: Socket, start: StartEngine): StartEngine {
  const gone = new Promise((resolve) => socket.once("close", resolve));
  return async (editor) => {
    const engine = await start(editor);
    let closing: Promise<void> | undefined;
    const close = () => (closing ??= engine.close());
    void gone.then(close);
    return { ...engine, close };
  };
}
