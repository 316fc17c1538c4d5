/** What Keyfill's own client gives and takes beside LSP, as it says itself in its first message. */
import { isAbsolute } from "node:path";

import type { Connection, InitializeParams } from "vscode-languageserver";

import { API_KEY_REQUEST, type ApiKeyParams, type ApiKeyResult, type ClientAbilities } from "../protocol.ts";
import { chatEditor } from "./chat-editor.ts";
import { editorSide } from "./editor-view.ts";
import { tellEmbeddings } from "./embeddings.ts";
import { tellIndexStatus } from "./indexing.ts";

export function abilitiesShown(params: InitializeParams) {
  return { reportsAcceptance: abilitiesOf(params).reportsAcceptance === true };
}

export function abilitiesOf({ initializationOptions: sent }: InitializeParams): ClientAbilities {
  return typeof sent === "object" && sent !== null ? sent : {};
}

/** What Keyfill's own client gives and takes. */
export function ownSide(connection: Connection, params: InitializeParams) {
  const editor = editorSide(connection, params);
  return {
    editor,
    chatEditor: chatEditor(connection, params),
    ...storageOf(params),
    indexChanged: tellIndexStatus(connection),
    embeddingsChanged: tellEmbeddings(connection),
  };
}

function storageOf(params: InitializeParams): { readonly storage?: string } {
  const { storage } = abilitiesOf(params);
  return typeof storage === "string" && isAbsolute(storage) ? { storage } : {};
}

/** The client's keys, and whether its user trusts the workspace. */
export function trustOf(connection: Connection, params: InitializeParams) {
  const abilities = abilitiesOf(params);
  let isGranted = abilities.trusted !== false;
  return {
    grant: () => (isGranted = true),
    side: {
      secret: (provider: string) => askForKey(connection, abilities, provider),
      isTrusted: () => isGranted,
    },
  };
}

async function askForKey(
  connection: Connection,
  { apiKeys }: ClientAbilities,
  provider: string,
): Promise<string | undefined> {
  if (apiKeys !== true) return undefined;
  const params: ApiKeyParams = { provider };
  const key = await connection.sendRequest<ApiKeyResult>(API_KEY_REQUEST, params);
  return key ?? undefined;
}
