/** What a chip says of a file. */
import { posix } from "node:path";

import type { Lines } from "../../protocol/chat/mention.ts";

/** “main.ts:10-20”. */
export function labelOf(uri: string, lines?: Lines): string {
  const name = decoded(posix.basename(uri)).replace(/^[a-z][\w+.-]+:/i, "");
  if (!lines) return name;
  const [first, last] = [lines.first + 1, lines.last + 1];
  return first === last ? `${name}:${String(first)}` : `${name}:${String(first)}-${String(last)}`;
}

export function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
