/** The thread that parses. It does as it is told, one document after the other; what it answers is plain data. */
import { parentPort, workerData } from "node:worker_threads";

import { splitLines } from "../completion/lines.ts";
import { Grammars, type Grammar, type Shipped } from "./grammars.ts";
import { readLanguages } from "./languages.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { outlineOf } from "./outline.ts";
import { outlineText } from "./outline-text.ts";
import { structureOf } from "./structure.ts";
import { parse, type Parsed } from "./trees.ts";

/** Told of above and below the last edit. A request comes from there, or near. */
const LINES_AROUND = 150;
/** After the last edit; declarations are not needed while they are typed. */
const OUTLINE_REST_MS = 400;

interface Document {
  readonly languageId: string;
  lines: readonly string[];
  parsed?: Parsed;
  resting?: NodeJS.Timeout;
}

const documents = new Map<number, Document>();

function tell(message: FromWorker): void {
  const moved = message.kind === "structure" ? [message.structure.nodes.buffer] : [];
  parentPort?.postMessage(message, moved);
}

async function serve(grammars: Grammars, message: ToWorker): Promise<void> {
  switch (message.kind) {
    case "open": {
      const { document, languageId, text } = message;
      const opened: Document = { languageId, lines: splitLines(text) };
      documents.set(document, opened);
      return follow(grammars, document, 0);
    }
    case "edit": {
      const { document, line, removed, added } = message;
      const edited = documents.get(document);
      if (!edited) return undefined;
      edited.lines = edited.lines.toSpliced(line, removed, ...added);
      return follow(grammars, document, line);
    }
    case "look":
      return follow(grammars, message.document, message.line);
    case "close":
      return close(message.document);
    case "outline": {
      const { request, languageId, text } = message;
      const outline = await outlineText(grammars, languageId, text).catch(() => undefined);
      return tell({ kind: "answer", request, outline });
    }
  }
}

/** Parses what a document became, and tells of the lines around. */
async function follow(grammars: Grammars, id: number, line: number): Promise<void> {
  const document = documents.get(id);
  if (!document) return;
  const grammar = await grammars.of(document.languageId);
  const parsed = grammar && (await parsedAnew(id, document, grammar));
  if (documents.get(id) !== document) return;
  if (!grammar || !parsed) {
    close(id);
    tell({ kind: "gave-up", document: id, problem: grammar ? "parsing takes too long" : "no grammar" });
    return;
  }
  const from = Math.max(0, line - LINES_AROUND);
  const to = Math.min(parsed.lines.length, line + LINES_AROUND);
  tell({ kind: "structure", document: id, structure: structureOf(parsed.tree, grammar, { from, to }) });
  outlineLater(id, document, grammar);
}

async function parsedAnew(id: number, document: Document, grammar: Grammar): Promise<Parsed | undefined> {
  const { parsed: before, lines } = document;
  if (before?.lines === lines) return before;
  // Whoever closes the document meanwhile finds no tree to delete.
  delete document.parsed;
  const tree = await parse(lines, grammar, { before, isWanted: () => documents.get(id) === document });
  before?.tree.delete();
  if (!tree) return undefined;
  document.parsed = { lines, tree };
  return document.parsed;
}

function outlineLater(id: number, document: Document, grammar: Grammar): void {
  clearTimeout(document.resting);
  document.resting = setTimeout(() => {
    if (!document.parsed) return;
    tell({ kind: "outlined", document: id, outline: outlineOf(document.parsed.tree, grammar) });
  }, OUTLINE_REST_MS);
}

function close(id: number): void {
  const document = documents.get(id);
  clearTimeout(document?.resting);
  document?.parsed?.tree.delete();
  documents.delete(id);
}

const shipped: Shipped = workerData;
const grammars = readLanguages(shipped.folder).then((languages) => new Grammars(shipped, languages));

parentPort?.on("message", (message: ToWorker) => {
  void (async () => serve(await grammars, message))();
});
