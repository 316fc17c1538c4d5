import { expect, test } from "vitest";

import { pageText } from "../../../../server/chat/web/page-text.ts";

const BASE = new URL("https://example.com/docs/");

const PAGES: readonly (readonly [html: string, text: string])[] = [
  ["<p>one</p><p>two</p>", "one\n\ntwo"],
  ["<h1>Title</h1><h3>Part</h3>text", "# Title\n\n### Part\n\ntext"],
  ["<title>The &amp; Page</title><body>x", "The & Page\n\nx"],
  ["a<script>alert('<p>no</p>')</script>b", "ab"],
  ["a<SCRIPT src=x>no</SCRIPT >b", "ab"],
  ["a<script>no", "a"],
  ["a<style>p{}</style><noscript>no</noscript><svg><text>no</text></svg>b", "ab"],
  ["a<!-- <p>no</p> -->b", "ab"],
  ["a<!-- no", "a"],
  ["<ul><li>one<li>two</ul>", "- one\n- two"],
  ["<pre>  a\n    b &lt;c&gt;</pre>", "```\n  a\n    b <c>\n```"],
  ["<pre>&nbsp;a&#10;\u00A0b</pre>", "```\n a\n b\n```"],
  ['<a href="https://other.example/x?a=1&amp;b">there</a>', "there (https://other.example/x?a=1&b)"],
  ['<a href="/own">here</a> <a href="javascript:alert(1)">js</a> <a>none</a>', "here js none"],
  ['<p title="a > b">x</p>', "x"],
  ["<p data-x='<script>'>x</p>", "x"],
  ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
  ["a <b>bold</b>\n  and\tmore", "a bold and more"],
  ["one<br>two<br/>three", "one\ntwo\nthree"],
  ["<table><tr><th>a<th>b<tr><td>1<td>2</table>", "| a| b\n| 1| 2"],
  ["&#65;&#x42;&hellip;&unknown;&#0;&#x110000;", "AB…&unknown;"],
  ["x<p 'unfinished", "x"],
  ['x<a href="never ends>y', "x"],
  ["", ""],
];

test.each(PAGES)("%j says %j", (html, text) => {
  expect(pageText(html, BASE)).toBe(text);
});

test("what stands around a page is left out, unless that is all there is", () => {
  const body = "word ".repeat(60).trim();
  expect(pageText(`<nav>menu</nav><main>${body}</main><footer>end</footer>`, BASE)).toBe(body);
  expect(pageText("<nav>menu</nav>", BASE)).toBe("menu");
  expect(pageText(`<nav>never closed <p>${body}</p>`, BASE)).toContain("word word");
});

// Were it not linear, it would take hours.
test.each([
  "<",
  "<a",
  '<a "',
  "<a ='",
  "<!--",
  "<title",
  "<title>",
  "<script>",
  "&",
  "&#",
  "<a>",
  "</a>",
  "<nav>",
  " \n",
])("a page of nothing but %j is read once", (piece) => {
  expect(pageText(piece.repeat(200_000), BASE).length).toBeLessThan(2_000_000);
});
