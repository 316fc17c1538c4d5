/** The text editor that lies in front, also while the focus is in the chat; and what of it is offered to be attached. */
import { Disposable, type TextEditor, window } from "vscode";

import type { Mention } from "../../server/protocol/chat/mention.ts";

/** Whoever selects is listened to when he rests. */
const REST_MS = 150;
const OFFERED = ["file", "untitled", "vscode-remote"];

export class FrontEditor implements Disposable {
  readonly #tell: (mentions: readonly Mention[]) => void;
  readonly #subscriptions: Disposable;
  #last = window.activeTextEditor;
  #rest: NodeJS.Timeout | undefined;

  constructor(tell: (mentions: readonly Mention[]) => void) {
    this.#tell = tell;
    this.#subscriptions = Disposable.from(
      window.onDidChangeActiveTextEditor((editor) => {
        this.#last = editor ?? this.#last;
        this.#later();
      }),
      window.onDidChangeVisibleTextEditors(() => this.#later()),
      window.onDidChangeTextEditorSelection(() => this.#later()),
    );
  }

  editor(): TextEditor | undefined {
    const visible = window.visibleTextEditors.filter(({ document }) => OFFERED.includes(document.uri.scheme));
    return visible.find((editor) => editor === this.#last) ?? visible[0];
  }

  offered(): readonly Mention[] {
    const editor = this.editor();
    if (!editor) return [];
    const { document, selection } = editor;
    const uri = document.uri.toString();
    const file: Mention = { kind: "file", uri };
    if (selection.isEmpty) return [file];
    return [
      { kind: "selection", uri, lines: { first: selection.start.line, last: selection.end.line } },
      file,
    ];
  }

  dispose(): void {
    clearTimeout(this.#rest);
    this.#subscriptions.dispose();
  }

  #later(): void {
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#tell(this.offered()), REST_MS);
  }
}
