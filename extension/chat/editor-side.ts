/** Answers what the engine asks of the editor for a chat: what only it knows, and what only it can do. */
import {
  type CancellationToken,
  DiagnosticSeverity,
  type Diagnostic,
  l10n,
  languages,
  LanguageModelDataPart,
  LanguageModelPromptTsxPart,
  LanguageModelTextPart,
  lm,
  TabInputNotebook,
  TabInputText,
  Uri,
  window,
} from "vscode";

import type { LanguageClient } from "vscode-languageclient/node";

import {
  editorMethod,
  type EditorQuestion,
  type EditorQuestions,
} from "../../server/protocol/chat/questions.ts";
import { changeFiles } from "./change-files.ts";
import type { TerminalWatch } from "./terminal-watch.ts";

export type EditorSide = {
  readonly [Q in EditorQuestion]: (
    asked: EditorQuestions[Q]["asked"],
    token: CancellationToken,
  ) => Promise<EditorQuestions[Q]["answer"]>;
};

const MAX_PROBLEMS = 500;

export function answerEngine(client: LanguageClient, terminals: TerminalWatch): void {
  const answers: Readonly<Record<string, (asked: never, token: CancellationToken) => Promise<unknown>>> =
    editorSide(terminals);
  for (const [question, answer] of Object.entries(answers)) client.onRequest(editorMethod(question), answer);
}

export function editorSide(terminals: TerminalWatch): EditorSide {
  return {
    selection: () => Promise.resolve(selection()),
    tabs: () => Promise.resolve(tabs()),
    problems: ({ uri }) => Promise.resolve(problems(uri)),
    mayFetch,
    terminal: () => Promise.resolve(terminals.said()),
    tools: () =>
      Promise.resolve(
        lm.tools.map(({ name, description, inputSchema }) => ({
          name,
          description,
          parameters: Object(inputSchema),
        })),
      ),
    callTool,
    change: ({ changes }) => changeFiles(changes),
  };
}

async function mayFetch({
  url,
  host,
}: EditorQuestions["mayFetch"]["asked"]): Promise<EditorQuestions["mayFetch"]["answer"]> {
  const [once, always] = [l10n.t("Fetch"), l10n.t("Always from {0}", host)];
  const message = l10n.t("Fetch this page of {0} for the chat?", host);
  const chosen = await window.showInformationMessage(message, { modal: true, detail: url }, once, always);
  return chosen === undefined ? null : chosen === once ? "once" : "always";
}

function selection(): EditorQuestions["selection"]["answer"] {
  const editor = window.activeTextEditor;
  if (!editor || editor.selection.isEmpty) return null;
  const { document, selection } = editor;
  const { start, end } = selection;
  // Who selects whole lines ends at the beginning of the next.
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { uri: document.uri.toString(), first: start.line, last, text: document.getText(selection) };
}

function tabs(): EditorQuestions["tabs"]["answer"] {
  const { all, activeTabGroup } = window.tabGroups;
  const inOrder = [activeTabGroup.activeTab, ...activeTabGroup.tabs, ...all.flatMap((group) => group.tabs)];
  const uris = inOrder.flatMap((tab) =>
    tab?.input instanceof TabInputText || tab?.input instanceof TabInputNotebook
      ? [tab.input.uri.toString()]
      : [],
  );
  return [...new Set(uris)].map((uri) => ({ uri }));
}

function problems(uri: string | undefined): EditorQuestions["problems"]["answer"] {
  const found: (readonly [Uri, readonly Diagnostic[]])[] =
    uri === undefined
      ? languages.getDiagnostics()
      : [[Uri.parse(uri), languages.getDiagnostics(Uri.parse(uri))]];
  const all = found.flatMap(([file, diagnostics]) => diagnostics.map((diagnostic) => ({ file, diagnostic })));
  return all
    .toSorted((a, b) => a.diagnostic.severity - b.diagnostic.severity)
    .slice(0, MAX_PROBLEMS)
    .map(({ file, diagnostic: { range, severity, message } }) => ({
      uri: file.toString(),
      first: range.start.line,
      last: range.end.line,
      severity: SEVERITIES[severity],
      message,
    }));
}

const SEVERITIES = {
  [DiagnosticSeverity.Error]: "error",
  [DiagnosticSeverity.Warning]: "warning",
  [DiagnosticSeverity.Information]: "hint",
  [DiagnosticSeverity.Hint]: "hint",
} as const;

async function callTool(
  { name, input }: EditorQuestions["callTool"]["asked"],
  token: CancellationToken,
): Promise<EditorQuestions["callTool"]["answer"]> {
  try {
    const { content } = await lm.invokeTool(
      name,
      { input: Object(input), toolInvocationToken: undefined },
      token,
    );
    return { text: content.map(textOf).join("\n") };
  } catch (error) {
    return { text: error instanceof Error ? error.message : String(error), failed: true };
  }
}

function textOf(part: unknown): string {
  if (part instanceof LanguageModelTextPart) return part.value;
  if (part instanceof LanguageModelPromptTsxPart) return JSON.stringify(part.value);
  if (!(part instanceof LanguageModelDataPart)) return "";
  const isText = /^text\/|json/.test(part.mimeType);
  return isText
    ? new TextDecoder().decode(part.data)
    : `(${part.mimeType}, ${String(part.data.byteLength)} bytes)`;
}
