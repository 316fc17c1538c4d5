/** Which code a command is about: what is selected, else the function at the cursor, else the file. */
import {
  commands,
  type DocumentSymbol,
  type Range,
  type SymbolInformation,
  SymbolKind,
  type TextDocument,
} from "vscode";

import type { Mention } from "../../server/protocol/chat/mention.ts";

export interface CodeAt {
  readonly document: TextDocument;
  /** Left out where it is the whole file. */
  readonly range?: Range | undefined;
}

/** The innermost function that all of this lies in. */
export async function functionAround(document: TextDocument, range: Range): Promise<CodeAt | undefined> {
  const around = (await functionsIn(document)).findLast((symbol) => symbol.range.contains(range));
  return around && { document, range: around.range };
}

export async function codeAt(document: TextDocument, range: Range): Promise<CodeAt> {
  return range.isEmpty ? ((await functionAround(document, range)) ?? { document }) : { document, range };
}

export function mentionOf({ document, range }: CodeAt): Mention {
  const uri = document.uri.toString();
  return range ? { kind: "file", uri, lines: linesOf(range) } : { kind: "file", uri };
}

/** A selection that ends before the first character of a line does not mean that line. */
export function linesOf({ start, end }: Range): { readonly first: number; readonly last: number } {
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return { first: start.line, last };
}

const FUNCTIONS = new Set([SymbolKind.Function, SymbolKind.Method, SymbolKind.Constructor]);
const HOLDERS = new Set([SymbolKind.Class, SymbolKind.Struct, SymbolKind.Interface, SymbolKind.Enum]);

/** As the language support that is installed says; outer ones before those within, types before what they hold. */
export async function functionsIn({ uri }: TextDocument): Promise<readonly DocumentSymbol[]> {
  const found = await commands.executeCommand<readonly (DocumentSymbol | SymbolInformation)[] | undefined>(
    "vscode.executeDocumentSymbolProvider",
    uri,
  );
  return flat((found ?? []).filter((symbol) => "children" in symbol));
}

function flat(symbols: readonly DocumentSymbol[]): readonly DocumentSymbol[] {
  return symbols.flatMap((symbol) => {
    if (FUNCTIONS.has(symbol.kind)) return [symbol];
    return [...(HOLDERS.has(symbol.kind) ? [symbol] : []), ...flat(symbol.children)];
  });
}
