/** The file's path, and other files, ahead of the current one, for endpoints that take a prefix and a suffix and nothing else. */
import type { Snippet } from "../../completion/ports.ts";
import { commented, pathComment } from "../../completion/prompt/comment.ts";
import type { PromptOf } from "./format.ts";

/** `codestral` is the form in which Codestral was shown several files. */
export function aheadOf(prompt: PromptOf<"infill">, style: "codestral" | "comment"): string {
  const { snippets, path, prefix, comment } = prompt;
  if (style === "codestral") {
    return `${snippets.map((snippet) => `${file(snippet)}\n\n`).join("")}${file({ path, text: prefix })}`;
  }
  const others = snippets.map(
    (snippet) => pathComment(snippet.path, comment) + commented(snippet.text.trimEnd(), comment),
  );
  return others.join("") + pathComment(path, comment) + prefix;
}

function file({ path, text }: Pick<Snippet, "path" | "text">): string {
  return `+++++ ${path}\n${text}`;
}
