/** Writes the hole as one raw text with the model's own markers, as its family was trained to read it. */
import type { Delimiters } from "../language.ts";
import type { FimTemplate, Snippet } from "../ports.ts";
import type { Fitted } from "./fitted.ts";
import { commented, pathComment } from "./comment.ts";

export interface FimForm {
  readonly template: FimTemplate;
  /** How the file's language writes a comment, for a family that has no form for other files. */
  readonly comment: Delimiters;
}

export function fim({ path, prefix, suffix, snippets }: Fitted, form: FimForm): string {
  const { template } = form;
  const { repository } = template;
  const written = (within: string) => {
    const before = template.prefix + within + prefix;
    const after = template.suffix + suffix;
    return (template.order === "prefix-first" ? before + after : after + before) + template.middle;
  };
  const others = snippets.map((snippet) => fimSnippet(snippet, form)).join("");
  if (!repository) return written(others + heading(path, form));
  const { name, nameEnd = "\n", file, pathInPrefix } = repository;
  const workspace = name && `${name}workspace${nameEnd}`;
  const own = `${path}\n`;
  return `${workspace}${others}${file}${pathInPrefix ? written(own) : own + written("")}`;
}

/** Another file, as it stands before the hole or within its prefix. */
export function fimSnippet({ path, text }: Snippet, form: FimForm): string {
  const { repository, header } = form.template;
  const content = text.trimEnd();
  if (repository) return `${repository.file}${path}\n${content}\n`;
  const body = header === undefined ? commented(content, form.comment) : `${content}\n`;
  return heading(path, form) + body;
}

function heading(path: string, { template: { header }, comment }: FimForm): string {
  return header === undefined ? pathComment(path, comment) : header.replace("{path}", () => path);
}
