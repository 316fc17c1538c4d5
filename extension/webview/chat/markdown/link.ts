/** Where a link in a text may lead: to a page of the web, or to a file of the workspace. Nowhere else. */

export type Destination =
  | { readonly kind: "web"; readonly url: string }
  /** As it stands there; whether it lies in the workspace is seen when it is opened. */
  | { readonly kind: "file"; readonly path: string; readonly line?: number };

export function destinationOf(href: string): Destination | undefined {
  const bare = href.trim();
  if (/^(?:https?:\/\/|mailto:)/i.test(bare)) {
    return URL.canParse(bare) ? { kind: "web", url: bare } : undefined;
  }
  // A scheme or a drive, or another host.
  if (/^[\w+.-]*:(?!\d)|^[/\\]{2}/.test(bare)) return undefined;
  const [, path = "", line] = /^([^#?:]+)(?:(?:#L|:)(\d+))?/.exec(bare) ?? [];
  if (path === "") return undefined;
  return { kind: "file", path: decoded(path), ...(line !== undefined && { line: Number(line) }) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
