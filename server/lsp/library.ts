/** What the doors take of the protocol's library as values. Each file that imports the library itself gets a copy of its 700 names. */
export {
  CancellationTokenSource,
  CompletionItemKind,
  CompletionRequest,
  createConnection,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  InlineCompletionTriggerKind,
  NotebookCellKind,
  ProposedFeatures,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
