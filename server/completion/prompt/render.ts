/** Step 7: turns what fits into what is sent: raw text with markers, the parts of the hole, or a conversation about it. */
import type { Extent } from "../extent.ts";
import type { Hole } from "../hole.ts";
import type { CompletionTarget, Prompt, Snippet } from "../ports.ts";
import type { Fitted } from "./fitted.ts";
import { chat, chatSnippet } from "./chat.ts";
import { commentIn, commented, pathComment } from "./comment.ts";
import { fim, fimSnippet } from "./fim.ts";

/** What a server puts around each message of a conversation. */
const MESSAGE_FRAME = "\n".repeat(8);

type About = Pick<Hole, "place" | "language">;

export function render(
  { hole, fitted, extent }: { readonly hole: About; readonly fitted: Fitted; readonly extent: Extent },
  target: CompletionTarget,
): Prompt {
  const { languageId } = hole.place.document;
  const { form } = target;
  const limits = {
    maxTokens: target.maxTokens,
    temperature: target.temperature,
    // First, because a provider may take only a few: a line's end saves the most tokens, where it cannot but be the end.
    stops: extent.kind === "line" && !extent.wraps ? ["\n", ...target.stops] : target.stops,
  };
  const comment = commentIn(hole.language);
  if (form.kind === "fim") {
    return { ...limits, kind: "text", text: fim(fitted, { template: form.template, comment }) };
  }
  if (form.kind === "chat") {
    // No line's end among the stops: some providers refuse one of white space alone, and an answer may begin with one.
    const { effort } = form;
    const messages = chat(fitted, languageId);
    return { ...limits, stops: target.stops, kind: "chat", messages, ...(effort && { effort }) };
  }
  const { path, prefix, suffix, snippets } = fitted;
  return { ...limits, kind: "infill", path, languageId, comment, prefix, suffix, snippets };
}

/** What is sent beside the text of the document, to be counted. */
export function frameText(path: string, { place, language }: About, { form }: CompletionTarget): string {
  const empty: Fitted = { path, prefix: "", suffix: "", snippets: [] };
  const comment = commentIn(language);
  if (form.kind === "fim") return fim(empty, { template: form.template, comment });
  if (form.kind === "infill") return pathComment(path, comment);
  return chat(empty, place.document.languageId)
    .map((message) => MESSAGE_FRAME + ("parts" in message ? partsText(message.parts) : message.text))
    .join("");
}

function partsText(parts: readonly { readonly kind: string; readonly text?: string }[]): string {
  return parts.map(({ text = "" }) => text).join("");
}

/** A snippet as it is sent, to be counted. */
export function snippetText(snippet: Snippet, { language }: About, { form }: CompletionTarget): string {
  const comment = commentIn(language);
  if (form.kind === "fim") return fimSnippet(snippet, { template: form.template, comment });
  if (form.kind === "chat") return chatSnippet(snippet);
  return pathComment(snippet.path, comment) + commented(snippet.text, comment);
}
