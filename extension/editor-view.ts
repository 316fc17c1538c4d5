/** What only the editor knows beside a question: where the user looks, what is wrong there, what was copied, what is defined where. */
import {
  commands,
  Disposable,
  env,
  languages,
  type Location,
  type LocationLink,
  Position,
  type TextEditor,
  Uri,
  window,
} from "vscode";

import type { DefinitionsParams, EditorView, LineRange, Problem, Spot } from "../server/protocol.ts";

/** Whoever scrolls is told about when he rests. */
const REST_MS = 150;
const MAX_VIEWED = 8;
const MAX_PROBLEMS = 20;
const MAX_COPIED_LINES = 200;
const JUST_MS = 120_000;

interface Selected extends LineRange {
  readonly text: string;
}

export class EditorWatch implements Disposable {
  readonly #tell: (view: EditorView) => void;
  readonly #subscriptions: Disposable;
  #viewed: readonly LineRange[] = [];
  #selected: Selected | undefined;
  #copied: { readonly range: LineRange; readonly at: number } | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(tell: (view: EditorView) => void) {
    this.#tell = tell;
    const later = () => this.#later();
    this.#subscriptions = Disposable.from(
      window.onDidChangeTextEditorVisibleRanges(later),
      window.onDidChangeActiveTextEditor(later),
      languages.onDidChangeDiagnostics(later),
      window.onDidChangeTextEditorSelection(({ textEditor }) => {
        this.#selected = selectedIn(textEditor) ?? this.#selected;
        later();
      }),
    );
  }

  dispose(): void {
    clearTimeout(this.#rest);
    this.#subscriptions.dispose();
  }

  #later(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => void this.#now(), REST_MS);
  }

  async #now(): Promise<void> {
    const editor = window.activeTextEditor;
    if (!editor) return;
    this.#look(editor);
    if (editor.selection.isEmpty) await this.#compareClipboard();
    const isFresh = this.#copied !== undefined && Date.now() - this.#copied.at < JUST_MS;
    this.#tell({
      viewed: this.#viewed,
      problems: problemsIn(editor),
      ...(isFresh && { copied: this.#copied?.range }),
    });
  }

  #look({ document, visibleRanges }: TextEditor): void {
    const uri = document.uri.toString();
    const seen = visibleRanges.map(({ start, end }) => ({ uri, start: start.line, end: end.line }));
    this.#viewed = [...this.#viewed.filter((range) => range.uri !== uri), ...seen].slice(-MAX_VIEWED);
  }

  /** The clipboard is looked at for one thing alone: whether it holds what was selected here last. */
  async #compareClipboard(): Promise<void> {
    const selected = this.#selected;
    if (!selected) return;
    this.#selected = undefined;
    if ((await env.clipboard.readText()) !== selected.text) return;
    const { uri, start, end } = selected;
    this.#copied = { range: { uri, start, end }, at: Date.now() };
  }
}

function selectedIn({ document, selection }: TextEditor): Selected | undefined {
  const { start, end } = selection;
  if (selection.isEmpty || end.line - start.line > MAX_COPIED_LINES) return undefined;
  const uri = document.uri.toString();
  return { uri, start: start.line, end: end.line, text: document.getText(selection) };
}

function problemsIn({ document, selection }: TextEditor): readonly Problem[] {
  const distance = (line: number) => Math.abs(line - selection.active.line);
  return languages
    .getDiagnostics(document.uri)
    .map(({ range, message }) => ({ uri: document.uri.toString(), line: range.start.line, message }))
    .toSorted((a, b) => distance(a.line) - distance(b.line))
    .slice(0, MAX_PROBLEMS);
}

/** As the language support that is installed says. */
export async function definitionsAt({ uri, line, characters }: DefinitionsParams): Promise<readonly Spot[]> {
  const asked = characters.map((character) =>
    commands.executeCommand<readonly (Location | LocationLink)[] | undefined>(
      "vscode.executeDefinitionProvider",
      Uri.parse(uri, true),
      new Position(line, character),
    ),
  );
  const found = (await Promise.all(asked)).flatMap((locations) => locations ?? []);
  return found.map((one) =>
    "targetUri" in one
      ? { uri: one.targetUri.toString(), line: one.targetRange.start.line }
      : { uri: one.uri.toString(), line: one.range.start.line },
  );
}
