/** Where links may lead, what stands behind a fence, and what is not seen. */
import { expect, test } from "vitest";

import { infoOf } from "../../../../extension/webview/chat/markdown/info.ts";
import { destinationOf } from "../../../../extension/webview/chat/markdown/link.ts";
import { readReferences } from "../../../../server/protocol/character-references.ts";
import { literal, openEscape, plain, visible } from "../../../../extension/webview/chat/markdown/visible.ts";

test.for([
  ["https://example.com/a?b#c", { kind: "web", url: "https://example.com/a?b#c" }],
  ["mailto:a@b.c", { kind: "web", url: "mailto:a@b.c" }],
  ["server/main.ts", { kind: "file", path: "server/main.ts" }],
  ["server/main.ts#L10", { kind: "file", path: "server/main.ts", line: 10 }],
  ["main.ts:7", { kind: "file", path: "main.ts", line: 7 }],
  ["a%20b.md", { kind: "file", path: "a b.md" }],
  ["/etc/passwd", { kind: "file", path: "/etc/passwd" }],
  ["javascript:alert(1)", undefined],
  [" JavaScript:alert(1)", undefined],
  ["command:workbench.action.quit", undefined],
  ["vscode:extension/x", undefined],
  ["file:///etc/passwd", undefined],
  ["data:text/html,x", undefined],
  ["C:\\Windows", undefined],
  ["//host/share", undefined],
  ["\\\\host\\share", undefined],
  ["#top", undefined],
  ["", undefined],
] as const)("%j leads to %j", ([href, wanted]) => {
  expect(destinationOf(href)).toEqual(wanted);
});

test.for([
  ["ts", { language: "ts" }],
  ["", { language: "" }],
  ["TypeScript", { language: "typescript" }],
  ['ts title="src/a.ts"', { language: "ts", file: "src/a.ts" }],
  ["ts src/a.ts", { language: "ts", file: "src/a.ts" }],
  ["ts:src/a.ts", { language: "ts", file: "src/a.ts" }],
  ["src/a.ts", { language: "ts", file: "src/a.ts" }],
  ["python {linenos=true}", { language: "python" }],
  ["c++", { language: "c++" }],
] as const)("a fence with %j is %j", ([info, wanted]) => {
  expect(infoOf(info)).toEqual(wanted);
});

test.for([
  ["\u001B[31mred\u001B[0m", "red"],
  ["\u001B]8;;http://x\u0007link\u001B]8;;\u0007", "link"],
  ["a\u0007b\u0000", "ab"],
  ["a\r\nb\rc", "a\nb\nc"],
  ["tab\tstays", "tab\tstays"],
] as const)("a terminal obeys nothing in %j", ([text, wanted]) => {
  expect(plain(text)).toBe(wanted);
});

test("marks that turn the direction or hide are seen; what scripts need stays", () => {
  expect(visible("a\u202Eb\u200Bc\u{E0041}")).toBe("a[U+202E]b[U+200B]c[U+E0041]");
  expect(visible("👩‍💻 می‌خواهم")).toBe("👩‍💻 می‌خواهم");
  expect(literal("rm\u001B[2K x\r")).toBe("rm[U+001B][2K x[U+000D]");
});

test("an escape whose rest may still come waits for it", () => {
  expect(openEscape("abc\u001B[3")).toBe(3);
  expect(openEscape("abc\u001B")).toBe(3);
  expect(openEscape("abc\u001B[31mred")).toBe(11);
});

test("character references are the characters; those of control characters are not", () => {
  expect(readReferences("a &lt; b &amp; c &#65;&#x42; &unknown; &#27;")).toBe(
    "a < b & c AB &unknown; \uFFFD",
  );
});
