/** `notebookDocument/did…`: the cells of notebooks as documents, and which of them stand around one. */
import type {
  Connection,
  DidChangeNotebookDocumentParams,
  NotebookCell,
  TextDocumentItem,
} from "vscode-languageserver";

import type { Snapshot } from "../completion/request.ts";
import type { Documents } from "./documents.ts";
import type { Listener } from "./document-sync.ts";
import { NotebookCellKind } from "./library.ts";

type Cells = readonly { readonly uri: string; readonly isCode: boolean }[];

export class Notebooks {
  readonly #cells = new Map<string, Cells>();

  set(notebook: string, cells: readonly NotebookCell[]): void {
    this.#cells.set(notebook, cells.map(cellOf));
  }

  splice(notebook: string, { start, deleteCount, cells = [] }: Splice): void {
    const before = this.#cells.get(notebook) ?? [];
    this.#cells.set(notebook, before.toSpliced(start, deleteCount, ...cells.map(cellOf)));
  }

  close(notebook: string): void {
    this.#cells.delete(notebook);
  }

  /** The document with what the other cells of its language say above and below it. */
  withNeighbours(document: Snapshot, documents: Documents): Snapshot {
    const cells = [...this.#cells.values()].find((cells) => cells.some(({ uri }) => uri === document.uri));
    if (!cells) return document;
    const at = cells.findIndex(({ uri }) => uri === document.uri);
    const linesOf = (some: Cells) =>
      some.flatMap(({ uri, isCode }) => {
        const cell = isCode ? documents.get(uri) : undefined;
        return cell?.languageId === document.languageId ? ended(cell.lines) : [];
      });
    return {
      ...document,
      around: { above: linesOf(cells.slice(0, at)), below: linesOf(cells.slice(at + 1)) },
    };
  }
}

interface Splice {
  readonly start: number;
  readonly deleteCount: number;
  readonly cells?: readonly NotebookCell[];
}

function cellOf({ kind, document }: NotebookCell): Cells[number] {
  return { uri: document, isCode: kind === NotebookCellKind.Code };
}

/** The next cell begins on a line of its own. */
function ended(lines: readonly string[]): readonly string[] {
  const last = lines.at(-1) ?? "";
  return last === "" ? lines.slice(0, -1) : [...lines.slice(0, -1), `${last}\n`];
}

export function syncNotebooks(
  connection: Connection,
  documents: Documents,
  { changed, closed }: Listener,
): Notebooks {
  const notebooks = new Notebooks();
  const { synchronization } = connection.notebooks;
  const open = (items: readonly TextDocumentItem[]) => {
    for (const textDocument of items) changed(documents.open({ textDocument }));
  };
  const close = (items: readonly { readonly uri: string }[]) => {
    for (const { uri } of items) {
      documents.close(uri);
      closed(uri);
    }
  };
  synchronization.onDidOpenNotebookDocument(({ notebookDocument: { uri, cells }, cellTextDocuments }) => {
    notebooks.set(uri, cells);
    open(cellTextDocuments);
  });
  synchronization.onDidChangeNotebookDocument(
    ({ notebookDocument, change }: DidChangeNotebookDocumentParams) => {
      const { structure, textContent = [] } = change.cells ?? {};
      if (structure) {
        notebooks.splice(notebookDocument.uri, structure.array);
        open(structure.didOpen ?? []);
        close(structure.didClose ?? []);
      }
      for (const { document: textDocument, changes: contentChanges } of textContent) {
        const document = documents.change({ textDocument, contentChanges });
        if (document) changed(document);
      }
    },
  );
  synchronization.onDidCloseNotebookDocument(({ notebookDocument, cellTextDocuments }) => {
    notebooks.close(notebookDocument.uri);
    close(cellTextDocuments);
  });
  return notebooks;
}
