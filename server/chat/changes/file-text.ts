/** What stands in a file: as its editor has it when it is open, else as the disk has it. */
import { readFile, stat } from "node:fs/promises";

import type { Snapshot } from "../../completion/request.ts";
import { sameUri } from "./same-uri.ts";

export type OpenDocuments = () => readonly Pick<Snapshot, "uri" | "lines">[];

/** More than anybody shows to a model, or has one edit. */
const MAX_BYTES = 10 * 1024 * 1024;

export type FileText = { readonly text: string } | { readonly problem: string };

/** A mark of the byte order is part of what the disk says; editors hide it. */
export async function fileText(file: string, uri: string, openDocuments: OpenDocuments): Promise<FileText> {
  const open = openDocuments().find((document) => sameUri(document.uri, uri));
  if (open) return { text: open.lines.join("") };
  const stats = await stat(file).catch(() => undefined);
  if (!stats?.isFile()) return { problem: "is not there" };
  if (stats.size > MAX_BYTES) return { problem: `is too large: ${String(Math.round(stats.size / 1e6))} MB` };
  try {
    return textIn(await readFile(file));
  } catch (error) {
    return { problem: `cannot be read (${String(Object(error).code ?? error)})` };
  }
}

/** What is no text would come back changed. */
export function textIn(bytes: Uint8Array): FileText {
  if (bytes.includes(0)) return { problem: "is not a text file" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { problem: "is not text in UTF-8" };
  }
}

const MARK = "\uFEFF";

export function withoutMark(text: string): string {
  return text.startsWith(MARK) ? text.slice(1) : text;
}

/** The new text, marked as the old one was. */
export function markedAs(old: string, text: string): string {
  return old.startsWith(MARK) ? MARK + withoutMark(text) : text;
}

/** An editor hides the mark, and has one kind of line end in a document. */
export function isSameText(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one === other || plain(one) === plain(other);
}

function plain(text: string): string {
  return withoutMark(text).replaceAll("\r\n", "\n");
}
