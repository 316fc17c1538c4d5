/** Other files ahead of the current one, for endpoints that take a prefix and a suffix and nothing else. */
import type { Snippet } from "../../completion/ports.ts";
import type { PromptOf } from "./format.ts";

/** `codestral` is the form in which Codestral was shown several files. */
export function aheadOf(prompt: PromptOf<"infill">, style: "codestral" | "comment"): string {
  const { snippets, path, prefix, languageId } = prompt;
  if (snippets.length === 0) return prefix;
  if (style === "codestral") {
    return `${snippets.map((snippet) => `${file(snippet)}\n\n`).join("")}${file({ path, text: prefix })}`;
  }
  const leader = LEADERS.get(languageId) ?? "//";
  return snippets.map((snippet) => `${commented(snippet, leader)}\n`).join("") + prefix;
}

function file({ path, text }: Pick<Snippet, "path" | "text">): string {
  return `+++++ ${path}\n${text}`;
}

function commented({ path, text }: Snippet, leader: string): string {
  return [`Path: ${path}`, ...text.trimEnd().split(/\r?\n/)]
    .map((line) => `${leader} ${line}`.trimEnd())
    .join("\n");
}

const HASH = ["python", "ruby", "shellscript", "yaml", "toml", "perl", "r", "elixir", "julia", "makefile"];
const OTHER = { sql: "--", lua: "--", haskell: "--", latex: "%", erlang: "%", clojure: ";;" };

/** How a comment begins; `//` for all that are not here. */
const LEADERS: ReadonlyMap<string, string> = new Map([
  ...[...HASH, "dockerfile", "powershell"].map((language) => [language, "#"] as const),
  ...Object.entries(OTHER),
]);
