/** What an answer may stand on, and what most of them do with it. */
import type { FoundSymbol } from "../questions.ts";
import type { View } from "../views.ts";
import type { Declaration, IndexedFile } from "../workspace-index.ts";
import type { WorkspaceVectors } from "../../vectors/workspace-vectors.ts";
import type { Workspace } from "../workspace.ts";

export interface Held extends View {
  readonly workspace: Workspace;
  /** Loaded when it is first asked for. */
  readonly vectors?: () => Promise<WorkspaceVectors>;
}

/** By its URI, or by its path in any of the folders. */
export function fileNamed({ workspace, index, sees }: Held, name: string): IndexedFile | undefined {
  if (/^[a-z][\w+.-]+:/i.test(name)) return index.fileAt(name);
  const path = name.replaceAll("\\", "/").replace(/^\.\//, "");
  return workspace.folders.map(({ set }) => set.get(path)?.file).find((file) => file && sees(file));
}

const MAX_SIGNATURE_LINES = 8;

function toSymbol(
  { show }: Held,
  declaration: Declaration,
  lines: readonly string[] | undefined = [],
): FoundSymbol {
  const { name, kind, container, line, signatureEnd, end, file } = declaration;
  const last = Math.min(signatureEnd, line + MAX_SIGNATURE_LINES - 1);
  const signature = show({ path: file.path, lines, start: line, end: last }).trim();
  return { name, kind, container, path: file.path, uri: file.uri, line, endLine: end, signature };
}

/** Reads each file once. */
export function toSymbols(held: Held, declarations: readonly Declaration[]): readonly FoundSymbol[] {
  const known = new Map<IndexedFile, readonly string[] | undefined>();
  return declarations.map((declaration) => {
    const { file } = declaration;
    if (!known.has(file)) known.set(file, held.index.linesOf(file));
    return toSymbol(held, declaration, known.get(file));
  });
}
