/** What is pasted or dropped: files of the workspace by their names; images, and texts too long for a message, as themselves. */
import type { Mention } from "../../../server/protocol/chat/mention.ts";
import { t } from "../words.ts";

const LONG_CHARACTERS = 4000;
const LONG_LINES = 30;
const MOST_BYTES = 10_000_000;

export interface Dropped {
  /** Of the workspace, from the editor's own lists and tabs. */
  readonly uris: readonly string[];
  readonly files: readonly File[];
}

export function droppedIn(transfer: DataTransfer): Dropped {
  const list = transfer.getData("application/vnd.code.uri-list") || transfer.getData("text/uri-list");
  const uris = list.split(/\r?\n/).filter((line) => /^[\w+.-]+:/.test(line) && !/^https?:/i.test(line));
  return { uris, files: uris.length > 0 ? [] : [...transfer.files] };
}

/** Of a long text; undefined for one that belongs into the message. */
export function pastedText(text: string): Mention | undefined {
  const lines = text.split("\n").length;
  if (text.length < LONG_CHARACTERS && lines < LONG_LINES) return undefined;
  return { kind: "text", name: t("Pasted, {0} lines", lines), text };
}

export async function mentionOf(file: File): Promise<Mention> {
  const { name, type, size } = file;
  if (size > MOST_BYTES) throw new Error(t("{0} is larger than 10 MB.", name));
  if (type.startsWith("image/")) {
    return { kind: "image", name: name || t("Image"), mediaType: type, base64: await base64(file) };
  }
  const text = await file.text();
  if (text.includes("\0")) throw new Error(t("{0} is neither text nor an image.", name));
  return { kind: "text", name, text };
}

async function base64(file: File): Promise<string> {
  const reader = new FileReader();
  const read = new Promise<unknown>((resolve, reject) => {
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(reader.error ?? new Error(file.name)));
  });
  reader.readAsDataURL(file);
  const url = String(await read);
  return url.slice(url.indexOf(",") + 1);
}
