/**
 * What a page says, as text with headings, lists, links and code: no scripts, no styles, nothing that is not shown. Reads each
 * character once, whatever the page does.
 */
import { readReferences } from "../../protocol/character-references.ts";

/** Until its own end, whatever stands in it is neither a tag nor text of the page. */
const RAW = /^(?:script|style|template|noscript|iframe|textarea|title|svg|math|object|canvas|select)$/;
/** Around what the page is about. */
const ASIDE = new Set(["nav", "footer", "aside"]);
const BLOCKS = new Set(
  (
    "address article blockquote body caption dd details div dl dt fieldset figcaption figure form h1 h2 h3 h4 h5 h6 header hr li main " +
    "ol p pre section summary table tbody tfoot thead tr ul"
  ).split(" "),
);
const BEGINS: Readonly<Record<string, string>> = {
  h1: "\n# ",
  h2: "\n## ",
  h3: "\n### ",
  h4: "\n#### ",
  h5: "\n##### ",
  h6: "\n###### ",
  li: "- ",
  td: "| ",
  th: "| ",
  blockquote: "> ",
  br: "\n",
  pre: "```\n",
};
const ENDS: Readonly<Record<string, string>> = {
  h1: "\n",
  h2: "\n",
  h3: "\n",
  h4: "\n",
  h5: "\n",
  h6: "\n",
  pre: "```\n",
  td: " ",
  th: " ",
  p: "\n",
  ul: "\n",
  ol: "\n",
  table: "\n",
};
/** Less is not what the page is about: what stood aside was all of it, or was never closed. */
const LEAST_CHARS = 200;

export function pageText(html: string, base: URL): string {
  const page = new PageReader(base, true).read(html);
  return page.length >= LEAST_CHARS ? page : new PageReader(base, false).read(html);
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  readonly attributes: string;
}

class PageReader {
  readonly #base: URL;
  readonly #leavesAside: boolean;
  readonly #said: string[] = [];
  readonly #links: (string | undefined)[] = [];
  #title = "";
  /** How deep in what stands aside, and in code. */
  #depth = { aside: 0, code: 0 };

  constructor(base: URL, leavesAside: boolean) {
    this.#base = base;
    this.#leavesAside = leavesAside;
  }

  read(html: string): string {
    let at = 0;
    for (let open = html.indexOf("<"); open >= 0; open = html.indexOf("<", at)) {
      const tag = TAG.exec(html.slice(open, open + LONGEST_NAME));
      const end = endOf(html, open, tag !== null);
      this.#say(html.slice(at, tag || end.isMarkup ? open : open + 1));
      at = tag || end.isMarkup ? end.at : open + 1;
      if (!tag) continue;
      const name = (tag[2] ?? "").toLowerCase();
      const closes = tag[1] === "/";
      if (!closes && RAW.test(name)) at = this.#skip(html, name, at);
      else this.#tag({ name, closes, attributes: html.slice(open + tag[0].length, at - 1) });
    }
    this.#say(html.slice(at));
    const text = tidy(this.#said.join(""));
    return this.#title === "" ? text : `${this.#title}\n\n${text}`.trim();
  }

  #skip(html: string, name: string, from: number): number {
    const end = new RegExp(`</${name}(?![a-z])`, "gi");
    end.lastIndex = from;
    const found = end.exec(html);
    if (name === "title" && this.#title === "")
      this.#title = readReferences(html.slice(from, found?.index), "").replaceAll(/\s+/g, " ").trim();
    const close = found ? html.indexOf(">", found.index) : -1;
    return close < 0 ? html.length : close + 1;
  }

  #tag({ name, closes, attributes }: Tag): void {
    const step = closes ? -1 : 1;
    if (ASIDE.has(name)) this.#depth.aside = Math.max(0, this.#depth.aside + step);
    if (name === "pre") this.#depth.code = Math.max(0, this.#depth.code + step);
    if (BLOCKS.has(name)) this.#put("\n");
    if (name === "a") this.#link(closes, attributes);
    else this.#put((closes ? ENDS : BEGINS)[name] ?? "");
  }

  /** Only what leads elsewhere is told: the rest is the page's own furniture. */
  #link(closes: boolean, attributes: string): void {
    if (closes) {
      const href = this.#links.pop();
      if (href !== undefined) this.#put(` (${href})`);
      return;
    }
    const [, double, single, bare] = HREF.exec(attributes) ?? [];
    const url = URL.parse(readReferences(double ?? single ?? bare ?? "", ""), this.#base.href);
    this.#links.push(
      url && /^https?:$/.test(url.protocol) && url.origin !== this.#base.origin ? url.href : undefined,
    );
  }

  #say(raw: string): void {
    const text = readReferences(raw, "");
    this.#put(this.#depth.code > 0 ? text.replaceAll("\u00A0", " ") : text.replaceAll(/\s+/g, " "));
  }

  #put(text: string): void {
    if (text !== "" && !(this.#leavesAside && this.#depth.aside > 0)) this.#said.push(text);
  }
}

const LONGEST_NAME = 40;
const TAG = /^<(\/?)([a-z][\w:-]*)/i;
const HREF = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i;

/** Where the tag or comment ends; one that never does goes on to the end. */
function endOf(
  html: string,
  open: number,
  isTag: boolean,
): { readonly at: number; readonly isMarkup: boolean } {
  const after = (found: number, length: number) => ({
    at: found < 0 ? html.length : found + length,
    isMarkup: true,
  });
  if (html.startsWith("<!--", open)) return after(html.indexOf("-->", open + 4), 3);
  if (html[open + 1] === "!" || html[open + 1] === "?") return after(html.indexOf(">", open), 1);
  if (!isTag) return { at: open + 1, isMarkup: false };
  const marks = />|=\s*["']/g;
  marks.lastIndex = open;
  for (let mark = marks.exec(html); mark; mark = marks.exec(html)) {
    if (mark[0] === ">") return after(mark.index, 1);
    const close = html.indexOf(mark[0].slice(-1), marks.lastIndex);
    if (close < 0) break;
    marks.lastIndex = close + 1;
  }
  return after(-1, 0);
}

function tidy(text: string): string {
  const lines = text.split("\n").map((line) => line.trimEnd());
  return lines
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}
