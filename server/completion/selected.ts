/**
 * A suggestion beside a selected IntelliSense item has to continue it, so the model is shown the item as if it had been
 * taken: what it says then continues it, whatever it says.
 */
import type { CompletionRequest, Selected } from "./request.ts";

/** As asked once the item is taken. An item that goes elsewhere, or over lines, cannot be continued at the cursor. */
export function withSelected(request: CompletionRequest, selected: Selected): CompletionRequest {
  const { document, line, character } = request.place;
  const { text, start, end } = selected;
  const goesHere = start <= character && character <= end && !/[\r\n]/.test(text);
  if (!goesHere) return { ...request, selected: "fixed" };
  const now = document.lines[line] ?? "";
  const lines = document.lines.with(line, now.slice(0, start) + text + now.slice(end));
  const place = { document: { ...document, lines }, line, character: start + text.length };
  return { ...request, place, selected };
}
