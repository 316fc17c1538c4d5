import { expect, test } from "vitest";

import type { Snapshot } from "../../../server/completion/request.ts";
import { CleanDocuments } from "../../../server/privacy/clean-documents.ts";
import { redact } from "../../../server/privacy/redact.ts";
import { random } from "../../support/random.ts";

const document = (lines: readonly string[]): Snapshot => ({
  uri: "file:///w/a.py",
  path: "a.py",
  languageId: "python",
  version: 1,
  lines,
});

const LINES = [
  "x = 1\n",
  "\n",
  'password = "hunter2"\n',
  "-----BEGIN PRIVATE KEY-----\n",
  "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n",
  "-----END PRIVATE KEY-----\n",
  "def f(): pass\n",
];

test("after any edit, a document is as clean as if it were seen for the first time", () => {
  const below = random(5);
  const documents = new CleanDocuments();
  let lines: readonly string[] = [];
  for (let round = 0; round < 2000; round++) {
    const at = below(lines.length + 1);
    const added = Array.from({ length: below(3) }, () => LINES[below(LINES.length)] ?? "");
    lines = lines.toSpliced(at, below(3), ...added).slice(0, 40);
    const shown = documents.clean(document(lines)).lines;
    expect(shown).toEqual(new CleanDocuments().clean(document(lines)).lines);
    expect(shown.map((line) => line.length)).toEqual(lines.map((line) => line.length));
  }
});

test("a document without secrets is itself", () => {
  const documents = new CleanDocuments();
  const plain = document(["x = 1\n", "y = 2"]);
  expect(documents.clean(plain)).toBe(plain);
});

const KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIEvQIBADANB\nkqhkiG9w0=\n-----END RSA PRIVATE KEY-----\n";

test("a key is covered when only its beginning or its end is there", () => {
  const lines = KEY.split("\n");
  for (const part of [lines.slice(0, 3), lines.slice(1, 4)]) {
    expect(redact(part.join("\n"), "code")).not.toMatch(/MII|kqh/);
  }
});

test("code that only speaks of keys is left alone", () => {
  const code = 'if (text.includes("-----BEGIN PRIVATE KEY-----")) {\n  return parse(text);\n}\n';
  expect(redact(code, "code")).toBe(code);
});

test("the same secret always gets the same cover, of its own length", () => {
  const text = 'a = "sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2"\r\nb = "sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2"';
  expect(redact(text, "code")).toBe(
    'a = "sk-proj-REDACTEDREDACTEDREDACTED"\r\nb = "sk-proj-REDACTEDREDACTEDREDACTED"',
  );
});
