/** A mention as people read it, before the engine has said what it comes to. */
import type { Lines, Mention } from "../../../server/protocol/chat/mention.ts";
import { t } from "../words.ts";

export function labelOf(mention: Mention): string {
  const place = placeOf(mention);
  if (place) return `${nameOf(place.uri)}${linesOf(place.lines)}`;
  if (mention.kind === "folder") return `${nameOf(mention.uri)}/`;
  if (mention.kind === "web") return mention.url.replace(/^https?:\/\//, "");
  if (mention.kind === "workspace") return mention.query ?? t("workspace");
  if (mention.kind === "git") {
    return `git: ${typeof mention.what === "string" ? mention.what : mention.what.commit.slice(0, 8)}`;
  }
  return "name" in mention ? mention.name : mention.kind;
}

const ICONS: Readonly<Record<Mention["kind"], string>> = {
  file: "file",
  folder: "folder",
  definition: "symbol-method",
  references: "references",
  workspace: "search",
  selection: "selection",
  open: "files",
  problems: "warning",
  terminal: "terminal",
  git: "git-commit",
  tree: "list-tree",
  web: "globe",
  text: "clippy",
  image: "file-media",
};

export function iconOf({ kind }: Mention): string {
  return ICONS[kind];
}

/** Of what lies in a file, that file. */
export function placeOf(mention: Mention): { readonly uri: string; readonly lines?: Lines } | undefined {
  if (mention.kind !== "file" && mention.kind !== "selection") return undefined;
  const { uri, lines } = mention;
  return uri === undefined ? undefined : { uri, ...(lines && { lines }) };
}

export function isSame(a: Mention, b: Mention): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nameOf(uri: string): string {
  const name = /[^/:]*$/.exec(uri.replace(/\/+$/, ""))?.[0] ?? uri;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** They count from 0; people from 1. */
function linesOf(lines: Lines | undefined): string {
  if (!lines) return "";
  return lines.first === lines.last
    ? `:${String(lines.first + 1)}`
    : `:${String(lines.first + 1)}-${String(lines.last + 1)}`;
}
