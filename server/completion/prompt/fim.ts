/** Writes the hole as one raw text with the model's own markers, as its family was trained to read it. */
import type { FimTemplate } from "../ports.ts";
import type { Fitted } from "./budget.ts";

export function fim(fitted: Fitted, path: string, template: FimTemplate): string {
  const clean = (text: string) => neutralise(text, template);
  const written = (within: string) => {
    const prefix = template.prefix + within + clean(fitted.prefix);
    const suffix = template.suffix + clean(fitted.suffix);
    return (template.order === "prefix-first" ? prefix + suffix : suffix + prefix) + template.middle;
  };
  const { repository, header } = template;
  const content = (text: string) => `${clean(text.trimEnd())}\n`;
  if (repository) {
    const { name, nameEnd = "\n", file, pathInPrefix } = repository;
    const workspace = name && `${name}workspace${nameEnd}`;
    const others = fitted.snippets.map(({ path, text }) => `${file}${clean(path)}\n${content(text)}`);
    const own = `${clean(path)}\n`;
    return `${workspace}${others.join("")}${file}${pathInPrefix ? written(own) : own + written("")}`;
  }
  if (header === undefined) return written("");
  const over = (path: string) => header.replace("{path}", () => clean(path));
  const others = fitted.snippets.map(({ path, text }) => over(path) + content(text));
  return written(others.join("") + over(path));
}

/** A marker in the user's own text would be read as a command. One blank inside makes it plain text again. */
function neutralise(text: string, template: FimTemplate): string {
  const markers = [
    template.prefix,
    template.suffix,
    template.middle,
    template.repository?.name,
    template.repository?.file,
  ];
  return (
    markers
      // Some families write blanks around a marker; and a family may have no marker of a kind.
      .map((marker) => marker?.trim() ?? "")
      .filter(Boolean)
      .reduce((clean, marker) => clean.replaceAll(marker, `${marker.slice(0, 1)} ${marker.slice(1)}`), text)
  );
}
