/** `textDocument/did…`: keeps the documents as the client has them, and tells what became of each. */
import type { Connection } from "vscode-languageserver";

import type { Snapshot } from "../completion/request.ts";
import type { Documents } from "./documents.ts";

export interface Listener {
  readonly changed: (document: Snapshot) => void;
  readonly closed: (uri: string) => void;
}

export function syncDocuments(
  connection: Connection,
  documents: Documents,
  { changed, closed }: Listener,
): void {
  connection.onDidOpenTextDocument((params) => changed(documents.open(params)));
  connection.onDidChangeTextDocument((params) => {
    const document = documents.change(params);
    if (document) changed(document);
  });
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) => {
    documents.close(uri);
    closed(uri);
  });
}
