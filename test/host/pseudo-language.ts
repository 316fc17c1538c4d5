/**
 * A language that nobody speaks: each text of ours in guillemets, and what is put into it in brackets. What a page shows outside
 * of guillemets, or in brackets, is data, or a text that no translation would reach.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { Frame, Page } from "playwright-core";

import { REPOSITORY } from "./paths.ts";
import type { Language } from "./start-host.ts";

/** A text of ours in it. */
export function pseudo(text: string): string {
  return `«${text.replaceAll(/\{\d+\}/g, "⟦$&⟧")}»`;
}

/** As `pseudo`, with these values: what a page shows. */
export function shown(text: string, ...values: readonly string[]): string {
  return pseudo(text).replaceAll(/\{(\d+)\}/g, (_, index: string) => values[Number(index)] ?? "");
}

export function pseudoLanguage(): Language {
  const translated = (file: string) => {
    const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync(join(REPOSITORY, file), "utf8"));
    return JSON.stringify(
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudo(text)])),
    );
  };
  return {
    // VS Code knows it as its own, and so has no texts of its own in it.
    name: "qps-ploc",
    files: {
      "resources/l10n/bundle.l10n.qps-ploc.json": translated("resources/l10n/bundle.l10n.json"),
      "package.nls.qps-ploc.json": translated("package.nls.json"),
    },
  };
}

/** What stands outside of guillemets, or was put in. */
function dataIn(text: string): string {
  let data = "";
  const around: string[] = [];
  for (const letter of text) {
    if (letter === "«" || letter === "⟦") around.push(letter);
    else if (letter === "»" || letter === "⟧") around.pop();
    else data += around.at(-1) === "«" ? "" : letter;
    if ("«»⟦⟧".includes(letter)) data += " ";
  }
  return data;
}

/** A text that an editor wraps is one. */
export function unbroken(lines: readonly string[]): readonly string[] {
  return lines.reduce<string[]>((whole, line) => {
    const last = whole.at(-1) ?? "";
    const isOpen = (last.match(/«/g)?.length ?? 0) > (last.match(/»/g)?.length ?? 0);
    return isOpen ? [...whole.slice(0, -1), `${last} ${line}`] : [...whole, line];
  }, []);
}

/** Names, addresses, figures and code are the same in every language; and the scene has names of its own. */
export function untranslated(
  texts: readonly string[],
  isKnown: (word: string) => boolean,
): readonly string[] {
  const isWord = (word: string) => /^\p{L}[\p{L}’']+$/u.test(word) && /\p{Ll}/u.test(word) && !isKnown(word);
  return texts.filter((text) =>
    dataIn(text)
      .split(/\s+/)
      .map((word) => word.replaceAll(/^[\s“”"'(,;:….·!?]+|[\s“”"'),;:….·!?]+$/g, ""))
      .some(isWord),
  );
}

/** All that a person sees in it, or is read to: texts, also of parts with a shadow, names, titles and placeholders. */
const TEXTS = `(() => {
  const found = new Set();
  const code = "code, pre, kbd, samp, style, script, input, textarea, [translate=no]";
  const isSeen = (element) => element.checkVisibility?.({ visibilityProperty: true }) ?? true;
  const walk = (node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) {
        if (child.textContent.trim() !== "") found.add(child.textContent.trim());
      } else if (child.nodeType === Node.ELEMENT_NODE && isSeen(child)) {
        // Parts that somebody else made, and nobody is read.
        const isRead = !child.matches("[aria-hidden=true], .combobox-button");
        for (const name of isRead ? ["aria-label", "title", "placeholder", "alt"] : []) {
          const said = child.getAttribute(name);
          if (said) found.add(said);
        }
        if (child.matches(code)) continue;
        if (child.shadowRoot) walk(child.shadowRoot);
        walk(child);
      }
    }
  };
  for (const root of document.querySelectorAll(ROOT)) walk(root);
  return [...found];
})()`;

async function textsIn(place: Page | Frame, root = "body"): Promise<readonly string[]> {
  const found: unknown = await place.evaluate(TEXTS.replace("ROOT", JSON.stringify(root)));
  return Array.isArray(found) ? found.map(String) : [];
}

/** The webview that is shown. */
export async function textsInWebview(page: Page): Promise<readonly string[]> {
  const frames = page.frames().filter((one) => one.name() === "active-frame" || /fake\.html/.test(one.url()));
  return (await Promise.all(frames.map((frame) => textsIn(frame)))).flat();
}
