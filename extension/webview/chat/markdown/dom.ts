/** Blocks of Markdown as elements. Only the elements that are made here come to be: a text can neither bring its own nor any attribute. */
import type { MarkedToken, Token, Tokens } from "marked";

import { readReferences } from "../../../../server/protocol/character-references.ts";
import { t } from "../../words.ts";
import { codeBlock } from "./code-block.ts";
import type { Drawn } from "./drawn.ts";
import { destinationOf } from "./link.ts";
import { visible } from "./visible.ts";

export function draw(token: MarkedToken): Drawn {
  if (token.type === "code") return codeBlock(token);
  if (token.type === "table") return table(token);
  const element = simpleBlock(token);
  return { element, body: element };
}

function simpleBlock(token: MarkedToken): HTMLElement {
  if (token.type === "heading") return make(`h${String(Math.min(6, token.depth + 2))}`, inline(token.tokens));
  if (token.type === "hr") return make("hr");
  if (token.type === "blockquote") return make("blockquote", blocksIn(token.tokens));
  if (token.type === "list") return list(token);
  if (token.type === "html") return make("p", [text(token.raw.trimEnd())]);
  return make("p", "tokens" in token && token.tokens ? inline(token.tokens) : inline([token]));
}

/** What a joined block adds to the body of the one it goes on from: a part that is laid out by itself, or more items and rows. */
export function additions(token: MarkedToken): readonly Node[] {
  const { body } = draw(token);
  const children = [...body.childNodes];
  if (token.type !== "code" && token.type !== "paragraph") return children;
  const part = make("span", children);
  part.className = "part";
  return [part];
}

function make(name: string, children: readonly Node[] = []): HTMLElement {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

function blocksIn(tokens: readonly Token[]): readonly Node[] {
  return tokens.filter(({ type }) => type !== "space" && type !== "def").map((token) => blockOrText(token));
}

/** Of an item whose text is no paragraph of its own. */
function blockOrText(token: Token): Node {
  if (token.type === "checkbox") return checkbox(token.checked === true);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- there are no extensions that bring other tokens
  const known = token as MarkedToken;
  return known.type === "text" ? make("span", inline(known.tokens ?? [known])) : draw(known).element;
}

function list({ ordered, start, items }: Tokens.List): HTMLElement {
  const element = make(
    ordered ? "ol" : "ul",
    items.map((item) => {
      const entry = make("li", blocksIn(item.tokens));
      entry.classList.toggle("task", item.task);
      return entry;
    }),
  );
  if (ordered && typeof start === "number" && start !== 1) element.setAttribute("start", String(start));
  return element;
}

function checkbox(checked: boolean): Node {
  const mark = make("span");
  mark.className = `codicon codicon-${checked ? "check" : "circle-large-outline"}`;
  mark.setAttribute("role", "img");
  mark.setAttribute("aria-label", checked ? t("done") : t("to do"));
  return mark;
}

/** It scrolls by itself where it is wider than the page. */
function table({ header, rows }: Tokens.Table): Drawn {
  const row = (cells: readonly Tokens.TableCell[], name: "th" | "td") =>
    make(
      "tr",
      cells.map(({ tokens, align }) => cell(make(name, inline(tokens)), align)),
    );
  const body = make(
    "tbody",
    rows.map((cells) => row(cells, "td")),
  );
  const frame = make("div", [make("table", [make("thead", [row(header, "th")]), body])]);
  frame.className = "table";
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", t("Table"));
  return { element: frame, body };
}

function cell(element: HTMLElement, align: string | null): HTMLElement {
  if (align !== null) element.className = align;
  return element;
}

function inline(tokens: readonly Token[]): readonly Node[] {
  return tokens.map((token) => span(token));
}

function span(token: Token): Node {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- there are no extensions that bring other tokens
  const known = token as MarkedToken;
  if (known.type === "strong" || known.type === "em" || known.type === "del") {
    return make(known.type, inline(known.tokens));
  }
  if (known.type === "link") return link(known.href, inline(known.tokens));
  if (known.type === "image") return link(known.href, [text(known.text || known.href)]);
  return leaf(known);
}

function leaf(token: MarkedToken): Node {
  if (token.type === "br" || /^<br\s*\/?>$/i.test(token.raw)) return make("br");
  if (token.type === "checkbox") return checkbox(token.checked);
  if (token.type === "codespan") return make("code", [text(token.text)]);
  if (token.type === "html") return text(token.raw);
  if (token.type === "escape") return text(token.text);
  if (token.type === "text" && token.tokens) return make("span", inline(token.tokens));
  return text(readReferences(token.type === "text" ? token.text : token.raw));
}

/** Whatever it says, it is seen. */
function text(words: string): Text {
  return document.createTextNode(visible(words));
}

/** Where it leads is asked of the editor when it is pressed; what leads nowhere is text with its address behind it. */
function link(href: string, children: readonly Node[]): HTMLElement {
  const destination = destinationOf(href);
  if (!destination) {
    const shown = make("span", children);
    shown.className = "inert";
    shown.title = t("This link is not followed: {0}", visible(href));
    return shown;
  }
  const anchor = make("a", children);
  anchor.setAttribute("href", "#");
  anchor.dataset["href"] = href;
  anchor.title = visible(href);
  return anchor;
}
