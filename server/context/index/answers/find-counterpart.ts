/** What is declared in the files that a file has its name from: its test, what it tests, its header. */
import { posix } from "node:path";

import { encodePath } from "../../../completion/encode-path.ts";
import type { FoundSymbol, Questions } from "../questions.ts";
import { type Held, toSymbols } from "./held.ts";

const TEST_FOLDERS = ["__tests__", "test", "tests", "spec"];
const CODE_FOLDERS = ["src", "lib", "main", "app"];
const TEST_MARK = /^tests?[_-]|(?:[._-](?:tests?|specs?)|(?<=\p{Ll})(?:Tests?|Spec))$/u;

export function findCounterpart(
  held: Held,
  { uri, path, limit }: Questions["counterpart"]["asked"],
): readonly FoundSymbol[] {
  const { index } = held;
  const root = uri.slice(0, uri.length - encodePath(path).length);
  const subject = subjectOf(path);
  const files = foldersFor(posix.dirname(path))
    .flatMap((folder) => index.filesIn(`${root}${encodePath(folder)}`.replace(/\/\.?$/, "")))
    .filter((file) => file.uri !== uri && subjectOf(file.path) === subject);
  const declared = [...new Set(files)].flatMap((file) => index.declarationsIn(file));
  // What lies in others is told by them.
  const top = declared.filter(({ container }) => container === "");
  return toSymbols(held, [...top, ...declared.filter((one) => !top.includes(one))].slice(0, limit));
}

/** `parse` of `parse.ts`, `parse.test.ts`, `test_parse.py` and `ParseTest.java`. */
function subjectOf(path: string): string {
  const name = posix.basename(path).replace(/\.\w+$/, "");
  return name.replace(TEST_MARK, "").toLowerCase();
}

/** Beside it, in a folder for tests there, around such a folder, and where a folder for tests stands for one of code. */
function foldersFor(folder: string): readonly string[] {
  const names = folder === "." ? [] : folder.split("/");
  const found = [names, ...TEST_FOLDERS.map((test) => [...names, test])];
  for (const [at, name] of names.entries()) {
    const others = TEST_FOLDERS.includes(name)
      ? CODE_FOLDERS
      : CODE_FOLDERS.includes(name)
        ? TEST_FOLDERS
        : [];
    for (const other of others) found.push(names.with(at, other));
    if (TEST_FOLDERS.includes(name)) found.push(names.toSpliced(at, 1));
  }
  for (const test of TEST_FOLDERS) found.push([test, ...names]);
  return [...new Set(found.map((one) => one.join("/")))];
}
