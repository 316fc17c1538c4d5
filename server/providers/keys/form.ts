/** How a key may be written down: itself, `$NAME`, or `command: …`; and what is pasted with it by mistake. */

export const COMMAND = /^command:\s*/;

/** Keys are pasted with blanks and quotes around them, and with what stands before them in a header. */
export function clean(key: string | undefined): string | undefined {
  const edges = /^[\s"'`“”‘’]+|[\s"'`“”‘’]+$/g;
  const isCommand = COMMAND.test(key?.trim() ?? "");
  const trimmed = isCommand ? key?.trim() : key?.replaceAll(edges, "").replace(/^Bearer\s+/, "");
  return trimmed === "" ? undefined : trimmed;
}
