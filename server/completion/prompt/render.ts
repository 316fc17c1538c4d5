/** Step 7: turns what fits into what is sent: raw text with markers, the parts of the hole, or a conversation about it. */
import type { Extent } from "../extent.ts";
import type { CompletionTarget, Prompt } from "../ports.ts";
import type { Place } from "../request.ts";
import type { Fitted } from "./budget.ts";
import { chat } from "./chat.ts";
import { fim } from "./fim.ts";

export function render(
  { place, fitted, extent }: { place: Place; fitted: Fitted; extent: Extent },
  target: CompletionTarget,
): Prompt {
  const { path, languageId } = place.document;
  const limits = {
    maxTokens: target.maxTokens,
    temperature: target.temperature,
    // First, because a provider may take only a few: a line's end saves the most tokens.
    stops: extent.kind === "line" ? ["\n", ...target.stops] : target.stops,
  };
  if (target.form.kind === "fim") {
    return { ...limits, kind: "text", text: fim(fitted, path, target.form.template) };
  }
  if (target.form.kind === "chat") {
    // No line's end among the stops: some providers refuse one of white space alone, and an answer may begin with one.
    const { effort } = target.form;
    const messages = chat(fitted, place.document);
    return { ...limits, stops: target.stops, kind: "chat", messages, ...(effort && { effort }) };
  }
  const { prefix, suffix, snippets } = fitted;
  return { ...limits, kind: "infill", path, languageId, prefix, suffix, snippets };
}
