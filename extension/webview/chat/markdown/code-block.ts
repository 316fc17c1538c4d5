/** A block of code: what it is written in, what can be done with it, and its lines in the theme's colours. */
import type { Tokens } from "marked";

import { t } from "../../words.ts";
import type { Drawn } from "./drawn.ts";
import { coloured } from "./highlight.ts";
import { infoOf } from "./info.ts";
import { visible } from "./visible.ts";

/** What its buttons ask for; `data-do` says which. */
export type CodeDeed = "copy" | "insert" | "apply" | "new" | "run";

export function codeBlock({ text, lang = "" }: Tokens.Code): Drawn {
  const { language, file } = infoOf(lang);
  const body = document.createElement("code");
  body.append(...coloured(visible(text), language));
  const pre = document.createElement("pre");
  pre.tabIndex = 0;
  pre.append(body);
  const element = document.createElement("figure");
  element.className = "code";
  element.dataset["language"] = language;
  if (file !== undefined) element.dataset["file"] = file;
  element.append(bar(language, file), pre);
  return { element, body };
}

function bar(language: string, file: string | undefined): HTMLElement {
  const caption = document.createElement("figcaption");
  const name = document.createElement("span");
  name.className = "language";
  name.textContent = visible(file ?? language);
  const deeds = document.createElement("span");
  deeds.className = "deeds";
  deeds.append(...deedsFor(language).map(([deed, icon, label]) => button(deed, icon, label)));
  caption.append(name, deeds);
  return caption;
}

type Row = readonly [CodeDeed, icon: string, label: string];

function deedsFor(language: string): readonly Row[] {
  const copy: Row = ["copy", "copy", t("Copy")];
  const isShell = /^(?:sh|bash|zsh|shell|console|shell-session|powershell|ps1|pwsh|bat|cmd|fish)$/.test(
    language,
  );
  if (isShell) {
    return [
      copy,
      ["insert", "insert", t("Insert at the cursor")],
      ["run", "terminal", t("Run in the terminal…")],
    ];
  }
  return [
    copy,
    ["insert", "insert", t("Insert at the cursor")],
    ["apply", "diff", t("Apply to a file, as a diff")],
    ["new", "new-file", t("Open as a new file")],
  ];
}

function button(deed: CodeDeed, icon: string, label: string): HTMLElement {
  const element = document.createElement("button");
  element.type = "button";
  element.className = `icon-button codicon codicon-${icon}`;
  element.title = label;
  element.setAttribute("aria-label", label);
  element.dataset["do"] = deed;
  return element;
}
