/** Text with the cursor in it, as `▮`: the language of the test rows. */
import { splitLines } from "../../server/completion/lines.ts";
import type { CompletionRequest, Place, Snapshot } from "../../server/completion/request.ts";

export const CURSOR = "▮";

export function placeIn(marked: string, document: Partial<Snapshot> = {}): Place {
  const offset = marked.indexOf(CURSOR);
  if (offset < 0 || marked.includes(CURSOR, offset + 1))
    throw new Error(`one ${CURSOR} is wanted in: ${marked}`);
  const before = splitLines(marked.slice(0, offset));
  const lines = splitLines(marked.replace(CURSOR, ""));
  return {
    document: { uri: "file:///w/a.py", path: "a.py", languageId: "python", version: 1, lines, ...document },
    line: before.length - 1,
    character: before.at(-1)?.length ?? 0,
  };
}

export function requestIn(marked: string, more: Partial<CompletionRequest> = {}): CompletionRequest {
  return { place: placeIn(marked), trigger: "automatic", enabled: true, ...more };
}
