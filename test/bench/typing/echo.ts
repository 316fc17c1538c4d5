/** A process that answers every request with null, by the library that the server uses: what the protocol costs by itself. */
import { fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  createProtocolConnection,
  IPCMessageReader,
  IPCMessageWriter,
} from "vscode-languageserver-protocol/node";

import { root } from "../../tools/build.ts";

const SCRIPT = `
const { createMessageConnection, IPCMessageReader, IPCMessageWriter } =
  require(${JSON.stringify(join(root, "node_modules/vscode-jsonrpc/lib/node/main.js"))});
const connection = createMessageConnection(new IPCMessageReader(process), new IPCMessageWriter(process));
connection.onRequest("echo", () => null);
connection.listen();
`;

export interface Echo {
  readonly ask: () => Promise<unknown>;
  readonly stop: () => void;
}

export function startEcho(folder: string): Echo {
  const script = join(folder, "echo.cjs");
  writeFileSync(script, SCRIPT);
  const child = fork(script, []);
  const connection = createProtocolConnection(new IPCMessageReader(child), new IPCMessageWriter(child));
  connection.listen();
  return {
    ask: () => connection.sendRequest("echo", { position: { line: 1, character: 1 } }),
    stop: () => child.kill(),
  };
}
