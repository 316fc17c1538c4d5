/** Writes the hole as a conversation, for a model that was never shown one: it is asked for the missing text and nothing else. */
import type { Message } from "../message.ts";
import type { Fitted } from "./budget.ts";

const HOLE = "<HOLE/>";

/** Ends the answer: the model is told to write it, and it is a stop. */
export const FILL_END = "</FILL>";

const SYSTEM = [
  "You are the completion engine of a code editor.",
  `The user shows a file in which ${HOLE} marks the cursor.`,
  `Answer with the text that belongs in the place of ${HOLE}, then ${FILL_END}, and nothing else:`,
  "no explanation, no code fence, no repetition of what stands before or after the cursor.",
  "Go on exactly where the text before the cursor ends, with the blanks and the line ends that are needed there.",
  "Prefer the shortest text that makes sense: the rest of a line, or of a block.",
].join("\n");

interface Source {
  readonly path: string;
  readonly languageId: string;
}

export function chat({ prefix, suffix, snippets }: Fitted, { path, languageId }: Source): readonly Message[] {
  // What changes least comes first: providers keep the beginning of a conversation in their prompt cache.
  const others = snippets.map((snippet) => file(snippet.path, clean(snippet.text.trimEnd())));
  const own = file(path, `${clean(prefix)}${HOLE}${clean(suffix)}`);
  const text = [...others, `The ${languageId} file to complete:`, own].join("\n");
  return [
    { role: "system", text: SYSTEM },
    { role: "user", parts: [{ kind: "text", text }] },
  ];
}

function file(path: string, content: string): string {
  return `<FILE path=${JSON.stringify(path)}>\n${content}\n</FILE>`;
}

/** A mark in the user's own text would be taken for ours. One blank inside makes it plain text again. */
function clean(text: string): string {
  return text.replaceAll(HOLE, "< HOLE/>").replaceAll(FILL_END, "< /FILL>").replaceAll("</FILE>", "< /FILE>");
}
