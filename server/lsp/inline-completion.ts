/** `textDocument/inlineCompletion`: params → request → outcome → items, one log line, and the status. Never a rejection. */
import type { CancellationToken, InlineCompletionItem, InlineCompletionParams } from "vscode-languageserver";

import { mayFollow } from "../completion/follow.ts";
import type { Outcome } from "../completion/outcome.ts";
import { logLine } from "../completion/report.ts";
import type { CompletionRequest, Snapshot } from "../completion/request.ts";
import { withSelected } from "../completion/selected.ts";
import type { Engine } from "../engine.ts";
import type { Log } from "../log.ts";
import { ACCEPTED_COMMAND } from "../protocol.ts";
import type { Settings } from "../settings.ts";
import type { Configuration } from "./configuration.ts";
import { circumstancesIn } from "./circumstances.ts";
import type { Documents } from "./documents.ts";
import { InlineCompletionTriggerKind } from "./library.ts";
import type { Notebooks } from "./notebooks.ts";
import { signalOf } from "./signal-of.ts";
import type { ReportStatus } from "./status.ts";

interface Room {
  /** Whether the client tells when a suggestion was accepted. */
  readonly reportsAcceptance: boolean;
  readonly documents: Documents;
  readonly notebooks: Notebooks;
  readonly configuration: Configuration;
  readonly engine: Promise<Engine>;
  readonly log: Log;
  readonly report: ReportStatus;
  /** One more completion has come to its end. */
  readonly fared: () => void;
}

export async function inlineCompletion(
  params: InlineCompletionParams,
  { documents, notebooks, configuration, engine, log, report, fared, reportsAcceptance }: Room,
  token: CancellationToken,
): Promise<InlineCompletionItem[] | null> {
  // Before anything is awaited: the document goes on changing.
  const open = documents.get(params.textDocument.uri);
  if (!open) return null;
  const document = notebooks.withNeighbours(open, documents);
  try {
    const settings = await configuration.of(document.uri);
    const { completer, usage, inspector } = await engine;
    // What was withdrawn while the settings were asked for must not count as what somebody looks at now.
    if (token.isCancellationRequested) return null;
    const request = toRequest(params, { document, settings });
    const outcome = await completer.complete(request, signalOf(token));
    // The answer goes first.
    setImmediate(() => {
      log.write("info", logLine(request, outcome));
      inspector.concluded(request, outcome);
      fared();
      // Its editor has asked again meanwhile, and may have been answered.
      if (!token.isCancellationRequested) report(outcome);
    });
    const now = documents.get(document.uri);
    const isOffered = outcome.kind === "suggestion" && now && !token.isCancellationRequested;
    const names =
      isOffered && mayFollow(request.place, outcome.text, now) ? usage.offered(request, outcome) : [];
    return toItems(outcome, request, reportsAcceptance ? names : []);
  } catch (error) {
    // A rejected request would pop up a message at every keystroke.
    log.write(
      "error",
      `${document.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return null;
  }
}

function quietIn(settings: Settings): NonNullable<CompletionRequest["quietIn"]> {
  return [
    ...(settings["completion.inComments"] ? [] : (["comment"] as const)),
    ...(settings["completion.inStrings"] ? [] : (["string"] as const)),
  ];
}

function toRequest(
  { position, context }: InlineCompletionParams,
  { document, settings }: { document: Snapshot; settings: Settings },
): CompletionRequest {
  const request: CompletionRequest = {
    place: { document, line: position.line, character: position.character },
    trigger: context.triggerKind === InlineCompletionTriggerKind.Invoked ? "manual" : "automatic",
    enabled: settings.enabled,
    candidates: settings["completion.candidates"],
    askAhead: settings["completion.askAhead"],
    quietIn: quietIn(settings),
    editor: circumstancesIn(context),
  };
  const item = context.selectedCompletionInfo;
  if (!item) return request;
  const { start, end } = item.range;
  const isHere = start.line === position.line && end.line === position.line;
  // One on another line goes before the cursor's, as far as this line can tell.
  const columns = isHere ? { start: start.character, end: end.character } : { start: -1, end: -1 };
  return withSelected(request, { text: item.text, ...columns });
}

/** Always with a range: without one, VS Code replaces what it takes for the word. */
function toItems(
  outcome: Outcome,
  { place, selected }: CompletionRequest,
  names: readonly string[],
): InlineCompletionItem[] | null {
  if (outcome.kind === "nothing") return null;
  // VS Code shows a suggestion beside a selected IntelliSense item only when it says that item first, in its range.
  const item = typeof selected === "object" ? selected : undefined;
  const { text: taken, start, end } = item ?? { text: "", start: place.character, end: place.character };
  const { line } = place;
  return [outcome, ...(outcome.alternatives ?? [])].map(({ text, replaces }, index) => ({
    insertText: taken + text,
    range: { start: { line, character: start }, end: { line, character: end + replaces } },
    ...accepting(names[index]),
  }));
}

/** What the editor runs when the item is accepted. */
function accepting(name: string | undefined) {
  return name === undefined
    ? undefined
    : { command: { title: "Accepted", command: ACCEPTED_COMMAND, arguments: [name] } };
}
