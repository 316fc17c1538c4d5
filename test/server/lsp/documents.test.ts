import { expect, test } from "vitest";
import type { TextDocumentContentChangeEvent } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";

import { splitLines } from "../../../server/completion/lines.ts";
import { Documents } from "../../../server/lsp/documents.ts";
import { random } from "../../support/random.ts";

const URI = "file:///w/a.txt";

function edited(text: string, contentChanges: TextDocumentContentChangeEvent[]): readonly string[] {
  const documents = new Documents(() => "a.txt");
  documents.open({ textDocument: { uri: URI, languageId: "plaintext", version: 1, text } });
  const changed = documents.change({ textDocument: { uri: URI, version: 2 }, contentChanges });
  return changed?.lines ?? [];
}

function check(text: string, range: [number, number, number, number], inserted: string, expected: string) {
  test(`${JSON.stringify(text)} ${range.join(",")} ${JSON.stringify(inserted)} → ${JSON.stringify(expected)}`, () => {
    const [startLine, startCharacter, endLine, endCharacter] = range;
    const start = { line: startLine, character: startCharacter };
    const change = { range: { start, end: { line: endLine, character: endCharacter } }, text: inserted };
    expect(edited(text, [change])).toEqual(splitLines(expected));
  });
}

check("", [0, 0, 0, 0], "a", "a");
check("ab", [0, 1, 0, 1], "x", "axb");
check("a\nb", [0, 1, 1, 0], "", "ab");
check("a\nb\n", [1, 1, 2, 0], "", "a\nb");
check("a\r\nb", [0, 1, 0, 1], "x\r\ny", "ax\r\ny\r\nb");
check("a\nb", [0, 99, 0, 99], "x", "ax\nb");
check("a\nb", [9, 0, 9, 0], "x", "a\nbx");
check("a\r", [1, 0, 1, 0], "\nb", "a\r\nb");
check("a😀b", [0, 3, 0, 3], "x", "a😀xb");

test("without a range the whole text is replaced", () => {
  expect(edited("a\nb", [{ text: "c\n" }])).toEqual(["c\n", ""]);
});

test("an edit shares the lines that it does not touch, and leaves the old snapshot as it was", () => {
  const documents = new Documents(() => "a.txt");
  const before = documents.open({ textDocument: { uri: URI, languageId: "x", version: 1, text: "a\nb\nc" } });
  const range = { start: { line: 1, character: 1 }, end: { line: 1, character: 1 } };
  const after = documents.change({
    textDocument: { uri: URI, version: 2 },
    contentChanges: [{ range, text: "!" }],
  });
  expect(before.lines).toEqual(["a\n", "b\n", "c"]);
  expect(after).toMatchObject({ version: 2, lines: ["a\n", "b!\n", "c"] });
});

test("random edits agree with the reference implementation", () => {
  const next = random(7);
  const pick = <T>(from: readonly [T, ...T[]]): T => from[next(from.length)] ?? from[0];
  for (let round = 0; round < 300; round++) {
    const text = Array.from({ length: next(30) }, () => pick(["a", "b", "\n", "\r\n", "é", "😀", "  "])).join(
      "",
    );
    const reference = TextDocument.create(URI, "plaintext", 1, text);
    const documents = new Documents(() => "a.txt");
    documents.open({ textDocument: { uri: URI, languageId: "plaintext", version: 1, text } });
    for (let version = 2; version < 12; version++) {
      const length = reference.getText().length;
      const offsets = [next(length + 1), next(length + 1)].toSorted((a, b) => a - b);
      const [start, end] = offsets.map((offset) => reference.positionAt(offset));
      if (!start || !end) throw new Error("two positions were asked for");
      const inserted = pick(["", "x", "\n", "x\r\ny", "é\n"]);
      const contentChanges = [{ range: { start, end }, text: inserted }];
      TextDocument.update(reference, contentChanges, version);
      const changed = documents.change({ textDocument: { uri: URI, version }, contentChanges });
      expect(changed?.lines).toEqual(splitLines(reference.getText()));
    }
  }
});

test("the most recently changed document comes first", () => {
  const documents = new Documents((uri) => uri);
  for (const uri of ["a", "b", "c"]) {
    documents.open({ textDocument: { uri, languageId: "x", version: 1, text: "" } });
  }
  documents.change({ textDocument: { uri: "a", version: 2 }, contentChanges: [{ text: "x" }] });
  documents.close("b");
  expect(documents.all().map(({ uri }) => uri)).toEqual(["a", "c"]);
});
