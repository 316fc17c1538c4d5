/** The index of the workspace: the client tells which files change, asks how it stands, and pauses or rebuilds it. */
import type { Connection, InitializeParams } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import { INDEX_NOTIFICATION, INDEX_REQUEST, type IndexParams, type IndexStatus } from "../protocol.ts";
import { DidChangeWatchedFilesNotification } from "./library.ts";

export function routeIndex(connection: Connection, ready: Promise<Engine>): void {
  connection.onDidChangeWatchedFiles(async ({ changes }) => {
    const { index } = await ready;
    index.filesChanged(changes.map(({ uri }) => uri));
  });
  connection.onRequest(INDEX_REQUEST, async (params: IndexParams | null): Promise<IndexStatus> => {
    const { index, sharedIndexes } = await ready;
    const action = params?.action;
    if (action) await index[action]();
    const shared = sharedIndexes.status();
    return { ...(await index.status()), ...(shared.length > 0 && { shared }) };
  });
}

/** Asks the client to tell of every file that changes. One that cannot is no harm: then the index looks for itself. */
export async function watchFiles(
  connection: Connection,
  { capabilities }: InitializeParams,
  ready: Promise<Engine>,
): Promise<void> {
  if (!capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) return;
  try {
    await connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: [{ globPattern: "**/*" }],
    });
    const { index } = await ready;
    index.watched();
  } catch (error) {
    connection.console.warn(`changes of files will not be told: ${String(error)}`);
  }
}

export function tellIndexStatus(connection: Connection): (status: IndexStatus) => void {
  return (status) => void connection.sendNotification(INDEX_NOTIFICATION, status);
}
