import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { beforeAll, expect, test } from "vitest";

import { isGits, pathWritten } from "../../../../server/chat/tools/path-written.ts";
import { whereIs } from "../../../../server/chat/tools/whereabouts.ts";
import { folderWith, uriOf } from "../../../support/indexed-folder.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const root = temporaryFolder();
let one = "";
let two = "";
let elsewhere = "";

beforeAll(() => {
  const home = folderWith(root, {});
  elsewhere = folderWith(root, { "outside.txt": "outside" });
  [one, two] = [join(home, "one"), join(home, "two")];
  for (const folder of [one, two]) mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(one, "src", "a.txt"), "a");
  writeFileSync(join(two, "src", "b.txt"), "b");
  writeFileSync(join(one, "with space & (x)#1.txt"), "s");
  mkdirSync(join(one, ".git"));
  writeFileSync(join(one, ".git", "config"), "");
  symlinkSync(join(elsewhere, "outside.txt"), join(one, "link.txt"));
  symlinkSync(elsewhere, join(one, "away"));
  symlinkSync(join(elsewhere, "not-there-yet.txt"), join(one, "dangling.txt"));
  symlinkSync("loop", join(one, "loop"));
  symlinkSync(join(one, "src"), join(one, "inner"));
  symlinkSync(join(one, ".git"), join(one, "gits"));
});

const at = (path: string) => path.replaceAll("ONE", one).replaceAll("TWO", two).replaceAll("OUT", elsewhere);

const PLACES: readonly (readonly [written: string, place: string])[] = [
  ["", "one: folder"],
  [".", "one: folder"],
  ["src/a.txt", "one:src/a.txt file"],
  ["./src/../src/a.txt", "one:src/a.txt file"],
  [" `src/a.txt` ", "one:src/a.txt file"],
  [String.raw`src\a.txt`, "one:src/a.txt file"],
  ["src/b.txt", "two:src/b.txt file"],
  ["two/src/b.txt", "two:src/b.txt file"],
  ["one/src/a.txt", "one:src/a.txt file"],
  ["src", "one:src folder"],
  ["new/deep/file.txt", "one:new/deep/file.txt nothing"],
  ["two/new.txt", "two:new.txt nothing"],
  ["ONE/src/a.txt", "one:src/a.txt file"],
  ["ONE/new.txt", "one:new.txt nothing"],
  ["file://ONE/src/a.txt", "one:src/a.txt file"],
  ["file://ONE/with%20space%20%26%20%28x%29%231.txt", "one:with space & (x)#1.txt file"],
  ["with space & (x)#1.txt", "one:with space & (x)#1.txt file"],
  ["inner/a.txt", "one:inner/a.txt file"],
  ["../two/src/b.txt", "two:src/b.txt file"],
  // Outside.
  ["..", "outside"],
  ["../../etc/passwd", "outside"],
  ["src/../../../x", "outside"],
  ["/etc/passwd", "outside"],
  ["OUT/outside.txt", "outside"],
  ["file:///etc/passwd", "outside"],
  ["file://host/share/x", "outside"],
  ["file:///%2e%2e/etc/passwd", "outside"],
  ["file:///bad%", "outside"],
  ["link.txt", "outside"],
  ["away/outside.txt", "outside"],
  ["away/new.txt", "outside"],
  ["away/../src/a.txt", "one:src/a.txt file"],
  ["dangling.txt", "outside"],
  ["dangling.txt/x", "outside"],
  ["loop/x", "outside"],
  ["https://example.com/a.txt", "outside"],
  ["untitled:Untitled-1", "outside"],
  [String.raw`C:\Windows\win.ini`, "outside"],
  [String.raw`\\server\share\x`, "outside"],
  ["//server/share/x", "outside"],
  ["src/a.txt\0.png", "outside"],
  ["~/x", "one:~/x nothing"],
  // Git's own.
  [".git/config", "outside"],
  [".GIT/config", "outside"],
  [".git", "outside"],
  [".git/hooks/pre-commit", "outside"],
  ["gits/config", "outside"],
  ["src/.git/x", "outside"],
  [".gitignore", "one:.gitignore nothing"],
];

test.each(PLACES)("%j is %s", async (written, place) => {
  const found = await whereIs(at(written), {
    folders: () => [uriOf(one).replace(/\/$/, ""), uriOf(two)],
    sight: { mayRead: () => true },
  });
  if ("problem" in found) {
    expect(found.problem).toMatch(/is not in the workspace/);
    expect("outside").toBe(place);
    return;
  }
  const folder = found.folder.split("/").at(-1) ?? "";
  expect(`${folder}:${found.path} ${found.kind}`).toBe(place);
  expect(found.uri.startsWith(found.folder)).toBe(true);
});

test("what lies in another folder of the workspace by way of a link is told to lie there", async () => {
  symlinkSync(join(two, "src"), join(one, "to-two"));
  const folders = () => [one, two].map((folder) => uriOf(folder).replace(/\/$/, ""));
  const found = await whereIs("to-two/b.txt", { folders, sight: { mayRead: () => true } });
  expect(found).toMatchObject({ path: "to-two/b.txt", realPath: "src/b.txt", folder: folders()[1] });
});

test("without a folder there are no files", async () => {
  const found = await whereIs("/etc/passwd", { folders: () => [], sight: { mayRead: () => true } });
  expect(found).toEqual({ problem: "No folder is open, so there are no files." });
});

test("a folder that is itself reached through a link is the workspace all the same", async () => {
  const link = join(mkdtempSync(join(root, "l-")), "linked");
  symlinkSync(one, link);
  const folder = pathToFileURL(link).href;
  const found = await whereIs("src/a.txt", { folders: () => [folder], sight: { mayRead: () => true } });
  expect(found).toMatchObject({ path: "src/a.txt", uri: `${folder}/src/a.txt`, kind: "file" });
});

const WINDOWS: readonly (readonly [written: string, path: string | undefined])[] = [
  [String.raw`src\a.txt`, String.raw`src\a.txt`],
  [String.raw`C:\w\a.txt`, String.raw`C:\w\a.txt`],
  ["c:/w/a.txt", "c:/w/a.txt"],
  ["file:///c%3A/w/a.txt", String.raw`c:\w\a.txt`],
  ["..", ".."],
  ["C:a.txt", undefined],
  [String.raw`\\server\share\a`, undefined],
  [String.raw`\\?\C:\w\a.txt`, undefined],
  [String.raw`\\.\COM1`, undefined],
  ["//server/share", undefined],
  ["CON", undefined],
  ["src/nul.txt", undefined],
  ["com1", undefined],
  ["a.txt::$DATA", undefined],
  ["a.txt:stream", undefined],
  ["a.txt.", undefined],
  ["src /a.txt", undefined],
  [".git ./config", undefined],
  ["console.ts", "console.ts"],
];

test.each(WINDOWS)("on Windows, %j means %j", (written, path) => {
  expect(pathWritten(written, true)).toBe(path);
});

test.each([".git/x", "a/.Git/x", "GIT~1/config", ".git. ", ".g\u200Cit/config"])(
  "%j is git's own",
  (path) => {
    expect(isGits(path)).toBe(true);
  },
);
