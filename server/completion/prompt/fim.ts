/** Writes the hole as one raw text with the model's own markers, as its family was trained to read it. */
import type { FimTemplate } from "../ports.ts";
import type { Fitted } from "./budget.ts";

export function fim(fitted: Fitted, path: string, template: FimTemplate): string {
  const clean = (text: string) => neutralise(text, template);
  const prefix = template.prefix + clean(fitted.prefix);
  const suffix = template.suffix + clean(fitted.suffix);
  const hole = (template.order === "prefix-first" ? prefix + suffix : suffix + prefix) + template.middle;
  const { repository } = template;
  if (!repository) return hole;
  const file = (name: string, content: string) => `${repository.file}${clean(name)}\n${content}`;
  const others = fitted.snippets.map(({ path, text }) => file(path, `${clean(text.trimEnd())}\n`));
  return `${repository.name}workspace\n${others.join("")}${file(path, hole)}`;
}

/** A marker in the user's own text would be read as a command. One blank inside makes it plain text again. */
function neutralise(text: string, template: FimTemplate): string {
  const markers = [
    template.prefix,
    template.suffix,
    template.middle,
    ...(template.repository ? [template.repository.name, template.repository.file] : []),
  ];
  // A family may have no marker of a kind.
  return markers
    .filter(Boolean)
    .reduce((clean, marker) => clean.replaceAll(marker, `${marker.slice(0, 1)} ${marker.slice(1)}`), text);
}
