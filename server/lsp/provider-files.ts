/** A file of `providers.d` in an editor: its mistakes are underlined while it is written, its keys and values completed. */
import { fileURLToPath } from "node:url";

import type { CompletionItem, Connection, Diagnostic, InitializeParams } from "vscode-languageserver";

import type { Snapshot } from "../completion/request.ts";
import { withoutTerminator } from "../completion/lines.ts";
import { inEnglish } from "../completion/told.ts";
import type { Engine, Mistake, Offer } from "../engine.ts";
import type { Listener } from "./document-sync.ts";
import type { Documents } from "./documents.ts";
import { CompletionItemKind, CompletionRequest, DiagnosticSeverity } from "./library.ts";
import { abilitiesOf } from "./own-client.ts";

interface Room {
  readonly documents: Documents;
  readonly ready: Promise<Engine>;
}

/** Underlines what is wrong; to be told of each change. */
export function checkProviderFiles(connection: Connection, { documents, ready }: Room): Listener {
  const checked = new Set<string>();
  const check = async (document: Snapshot) => {
    const { uri, version, lines } = document;
    const path = pathOf(document);
    const { desk } = await ready;
    if (path === undefined || !desk.isProviderFile(path)) return;
    const files = await desk.writtenFiles();
    // Its successor is checked for itself.
    if (documents.get(uri) !== document) return;
    checked.add(uri);
    const diagnostics = files.mistakes(path, lines.join("")).map(diagnosticOf);
    await connection.sendDiagnostics({ uri, version, diagnostics });
  };
  return {
    changed(document) {
      // Of an engine that did not start, others tell.
      if (document.languageId === "yaml") check(document).catch(() => undefined);
    },
    closed(uri) {
      if (checked.delete(uri)) void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
}

/** Where an extension does it by the schema, it is done. To be called when the client is initialized. */
export function completeProviderFiles(
  connection: Connection,
  params: InitializeParams,
  { documents, ready }: Room,
): void {
  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    const document = documents.get(uri);
    const { desk } = await ready;
    if (!document || !desk.isProviderFile(pathOf(document) ?? "")) return null;
    const offers = await (await desk.writtenFiles()).offers(document.lines.map(withoutTerminator), position);
    return offers.map((offer) => itemOf(offer, position));
  });
  const { textDocument } = params.capabilities;
  if (abilitiesOf(params).completesYaml || !textDocument?.completion?.dynamicRegistration) return;
  const documentSelector = [{ scheme: "file", language: "yaml" }];
  const triggerCharacters = [" ", "[", "-"];
  connection.client
    .register(CompletionRequest.type, { documentSelector, triggerCharacters })
    .catch((error: unknown) =>
      connection.console.warn(`provider files will not be completed: ${String(error)}`),
    );
}

function pathOf({ uri }: Snapshot): string | undefined {
  return uri.startsWith("file:") ? fileURLToPath(uri) : undefined;
}

/** `data`: for who has other languages. */
function diagnosticOf({ start, end, words }: Mistake): Diagnostic {
  const at = ({ line, col }: Mistake["start"]) => ({ line: line - 1, character: col - 1 });
  const range = { start: at(start), end: at(end) };
  return {
    range,
    message: inEnglish(words),
    data: words,
    severity: DiagnosticSeverity.Error,
    source: "Keyfill",
  };
}

function itemOf(
  { label, text, from, kind, description }: Offer,
  end: Diagnostic["range"]["end"],
): CompletionItem {
  return {
    label,
    kind: kind === "key" ? CompletionItemKind.Property : CompletionItemKind.Value,
    textEdit: { range: { start: { ...end, character: from }, end }, newText: text },
    ...(description !== undefined && { documentation: description }),
  };
}
