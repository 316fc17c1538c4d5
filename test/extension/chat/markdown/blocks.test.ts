/** Markdown that grows: settled blocks never change, and all of them together are what the whole text would be. */
import { Lexer, type MarkedToken, type Token } from "marked";
import { expect, test } from "vitest";

import { type Block, GrowingText } from "../../../../extension/webview/chat/markdown/blocks.ts";

const KINDS: Readonly<Record<string, string>> = {
  prose: `# Title\n\nSome *words* and \`code\`.\n\n- one\n- two\n\n1. a\n2. b\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n\`\`\`ts\nconst a = 1;\n\nconst b = 2;\n\`\`\`\n\nThe end.\n`,
  "a long block of code": `\`\`\`ts\n${Array.from({ length: 800 }, (_, at) => `const a${String(at)} = ${String(at)};`).join("\n")}\n\`\`\`\n\nThe end.`,
  "a long paragraph": Array.from({ length: 3000 }, (_, at) => `word${String(at)}`).join(" "),
  "a long list": Array.from({ length: 900 }, (_, at) => `- item ${String(at)}`).join("\n"),
  "a long table": `| a | b |\n|---|---|\n${Array.from({ length: 900 }, (_, at) => `| ${String(at)} | x |`).join("\n")}`,
  "a long quotation": Array.from({ length: 900 }, (_, at) => `> line ${String(at)}`).join("\n"),
  "long HTML": `<table>\n${Array.from({ length: 900 }, (_, at) => `<tr><td>${String(at)}</td></tr>`).join("\n")}\n</table>`,
};

/** What people would read. */
function words(tokens: readonly Token[]): string {
  return tokens.map(wordsOf).join(" ").replaceAll(/\s+/g, " ").trim();
}

function wordsOf(token: Token): string {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- there are no extensions that bring other tokens
  const known = token as MarkedToken;
  if (known.type === "list") return known.items.map(({ tokens }) => words(tokens)).join(" ");
  if (known.type === "table")
    return known.rows
      .flat()
      .map(({ tokens }) => words(tokens))
      .join(" ");
  if (known.type === "code") return known.text;
  return "tokens" in known && known.tokens ? words(known.tokens) : known.raw;
}

function grown(
  text: string,
  size: number,
): { readonly blocks: readonly Block[]; readonly longestTail: number } {
  const growing = new GrowingText();
  const blocks: Block[] = [];
  let longestTail = 0;
  for (let at = 0; at < text.length; at += size) {
    const { settled, tail } = growing.add(text.slice(at, at + size));
    blocks.push(...settled);
    longestTail = Math.max(longestTail, tail.map(({ token }) => token.raw).join("").length);
  }
  return { blocks: [...blocks, ...growing.end()], longestTail };
}

test.for(Object.entries(KINDS))("%s reads the same in pieces as whole", ([, text]) => {
  for (const size of [1, 7, 100, 5000].filter((size) => text.length / size < 500)) {
    const { blocks } = grown(text, size);
    expect(words(blocks.map(({ token }) => token))).toBe(words(Lexer.lex(text)));
  }
});

test.for(Object.entries(KINDS))("%s is never read anew in whole", ([, text]) => {
  expect(grown(text, 100).longestTail).toBeLessThan(3300);
});

test("what goes on where something was cut is joined to it; what is new is not", () => {
  const { blocks } = grown(KINDS["a long block of code"] ?? "", 100);
  const last = blocks.at(-1);
  expect(last).toMatchObject({ joined: false, token: { type: "paragraph", raw: "The end." } });
  expect(blocks.slice(1, -1).every(({ joined, token }) => joined && token.type === "code")).toBe(true);
});

test("a fence is code from its first line on, and what it says is text", () => {
  const { tail } = new GrowingText().add("```html\n<script>alert(1)</script>");
  expect(tail).toMatchObject([{ token: { type: "code", lang: "html", text: "<script>alert(1)</script>" } }]);
});
