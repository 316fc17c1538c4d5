/**
 * What befalls whole folders: they are moved, removed and made again, linked, ignored, checked out, opened in two windows
 * and within each other. After each of it, the index of every window is one built from scratch.
 */
import { existsSync, mkdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { beforeAll, expect, test } from "vitest";

import type { OpenDocument } from "../../../../server/context/index/documents.ts";
import type { Workspace } from "../../../../server/context/index/workspace.ts";
import {
  dump,
  folderWith,
  git,
  indexed,
  openDocument,
  uriOf,
  write,
} from "../../../support/indexed-folder.ts";
import { random } from "../../../support/random.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

let parent = "";

beforeAll(() => {
  parent = temporaryFolder();
});

const SEEDS = Array.from({ length: 8 }, (_, seed) => seed + 1);
const NESTED = "src/inner";

test.each(SEEDS)(
  "whatever befalls a folder, each window has what is there (seed %i)",
  { timeout: 120_000 },
  async (seed) => {
    const below = random(seed);
    const outside = folderWith(parent, { "far.toy": "def far\n", "deep/off.toy": "def off\n" });
    const folder = folderWith(parent, {
      "a.toy": "def first\n",
      "src/b.toy": "use a\n",
      [`${NESTED}/c.toy`]: "def c\n",
    });
    if (below(2) > 0) {
      git(folder, "init", "--quiet", "-b", "one");
      git(folder, "add", ".");
      git(folder, "commit", "--quiet", "-m", "first");
    }
    const storage = folderWith(parent, {});
    const windows = [new Window(folder, storage), new Window(folder, storage)];
    for (const window of windows) await window.open();
    for (let step = 0; step < 14; step++) {
      const touched = Array.from({ length: 1 + below(3) }, () => befall({ folder, outside, below })).flat();
      const isWatched = below(3) > 0;
      for (const window of windows) {
        await window.act(below);
        await window.hear(isWatched ? touched : undefined);
        await window.expectRight();
      }
    }
  },
);

/** One of those that have the same folder open, and share what is kept of it; each with its own unsaved text. */
class Window {
  readonly #folder: string;
  readonly #storage: string;
  #workspace: Workspace | undefined;
  #isNestedOpen = false;

  constructor(folder: string, storage: string) {
    this.#folder = folder;
    this.#storage = storage;
  }

  async open(documents: readonly OpenDocument[] = []): Promise<void> {
    this.#workspace = await indexed(this.#folder, { documents, storage: this.#storage });
    if (this.#isNestedOpen) await this.#workspace.addFolder(uriOf(this.#folder, NESTED));
  }

  async act(below: (bound: number) => number): Promise<void> {
    const workspace = this.#workspace;
    if (!workspace) return;
    const path = PATHS[below(PATHS.length)] ?? "";
    const open = workspace.documents.all();
    const acts: (() => unknown)[] = [
      () => workspace.documentChanged(openDocument(this.#folder, path, `def unsaved${String(below(99))}\n`)),
      () => workspace.documentClosed(open[below(open.length)]?.uri ?? ""),
      () => this.open(open),
      async () => {
        this.#isNestedOpen = !this.#isNestedOpen;
        const uri = uriOf(this.#folder, NESTED);
        await (this.#isNestedOpen ? workspace.addFolder(uri) : workspace.removeFolder(uri));
      },
    ];
    await acts[below(acts.length + 2)]?.();
  }

  async hear(touched: readonly string[] | undefined): Promise<void> {
    if (!touched) await this.#workspace?.rescan();
    else await this.#workspace?.filesChanged(touched.map((path) => uriOf(this.#folder, path)));
    this.#workspace?.refresh();
  }

  async expectRight(): Promise<void> {
    const documents = this.#workspace?.documents.all() ?? [];
    const scratch = await indexed(this.#folder, { documents });
    if (this.#isNestedOpen) await scratch.addFolder(uriOf(this.#folder, NESTED));
    scratch.refresh();
    expect(this.#workspace && told(this.#workspace)).toEqual(told(scratch));
  }
}

function told(workspace: Workspace) {
  const leftOut = workspace.folders.flatMap((folder) =>
    Array.from(folder.leftOut, ([path, { why }]) => `${folder.root}: ${path} ${why}`),
  );
  return { index: dump(workspace).split("\n"), leftOut: leftOut.toSorted() };
}

const PATHS = ["a.toy", "A.toy", "src/b.toy", "src/B.toy", `${NESTED}/c.toy`, "lib/d.toy", "lib/deep/e.toy"];
const FOLDERS = ["src", "SRC", "lib", NESTED, "lib/deep", "moved"];

interface Fate {
  readonly folder: string;
  readonly outside: string;
  readonly below: (bound: number) => number;
}

/** Answers the paths that a watcher would tell. */
function befall({ folder, outside, below }: Fate): readonly string[] {
  const path = PATHS[below(PATHS.length)] ?? "";
  const place = FOLDERS[below(FOLDERS.length)] ?? "";
  const at = (inside: string) => join(folder, inside);
  const fates: (() => readonly string[])[] = [
    () => (write(folder, path, `def made${String(below(99))}\nuse src/b\n`), [path]),
    // By its case alone.
    () => moved(folder, path, otherCase(path)),
    () => moved(folder, place, FOLDERS[below(FOLDERS.length)] ?? ""),
    () => {
      rmSync(at(place), { recursive: true, force: true });
      if (below(2) > 0) write(folder, `${place}/again.toy`, "def again\n");
      return [place];
    },
    () => (write(folder, path, "def a\0b\n"), [path]),
    () => (write(folder, path, "def long\n".repeat(130_000)), [path]),
    () => (write(folder, path, `${"x".repeat(5000)}\n`), [path]),
    () => moved(folder, path, `${dirname(path)}/id_rsa`),
    () => (write(folder, `${dirname(path)}/.env`, "TOKEN=abc\n"), [`${dirname(path)}/.env`]),
    () => linked(folder, path, join(outside, "far.toy")),
    () => linked(folder, path, at("a.toy")),
    () => (place === NESTED ? [] : linked(folder, place, [outside, at("src")][below(2)] ?? "")),
    () => (
      writeFileSync(at(".gitignore"), ["lib\n", "*.toy\n!a.toy\n", "src/inner/\n", ""][below(4)] ?? ""),
      [".gitignore"]
    ),
    () => (write(folder, "src/.gitignore", ["b.toy\n", "/inner\n", ""][below(3)] ?? ""), ["src/.gitignore"]),
  ];
  try {
    return withReal(folder, fates[below(fates.length)]?.() ?? []);
  } catch {
    // Something else has that name by now, or nothing has.
    return withReal(folder, [path, place]);
  }
}

/** What is changed through a link is changed where that leads, and there a watcher sees it. */
function withReal(folder: string, paths: readonly string[]): readonly string[] {
  return paths.flatMap((path) => {
    const above = realOf(join(folder, dirname(path)));
    const real = [realOf(join(folder, path)), above && join(above, basename(path))];
    return [path, ...real.flatMap((one) => (one?.startsWith(`${folder}/`) ? relative(folder, one) : []))];
  });
}

function realOf(path: string): string | undefined {
  return existsSync(path) ? realpathSync(path) : undefined;
}

function otherCase(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const other =
    name === name.toLowerCase() ? name.replace(/^./, (first) => first.toUpperCase()) : name.toLowerCase();
  return path.slice(0, path.length - name.length) + other;
}

function moved(folder: string, from: string, to: string): readonly string[] {
  mkdirSync(dirname(join(folder, to)), { recursive: true });
  renameSync(join(folder, from), join(folder, to));
  return [from, to];
}

function linked(folder: string, path: string, target: string): readonly string[] {
  rmSync(join(folder, path), { recursive: true, force: true });
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  symlinkSync(target, join(folder, path));
  return [path];
}

test("a branch with a thousand other files is checked out", { timeout: 120_000 }, async () => {
  const files = (word: string) =>
    Object.fromEntries(
      Array.from({ length: 1000 }, (_, at) => [
        `part${String(at % 7)}/file${String(at)}.toy`,
        `def ${word}${String(at)}\nuse part0/file0\n`,
      ]),
    );
  const folder = folderWith(parent, { ...files("one"), "same.toy": "def same\n" });
  git(folder, "init", "--quiet", "-b", "one");
  git(folder, "add", ".");
  git(folder, "commit", "--quiet", "-m", "one");
  git(folder, "checkout", "--quiet", "-b", "two");
  for (const [path, text] of Object.entries(files("two"))) write(folder, path, text);
  rmSync(join(folder, "part3"), { recursive: true });
  git(folder, "add", "--all");
  git(folder, "commit", "--quiet", "-m", "two");
  const workspace = await indexed(folder, { storage: folderWith(parent, {}) });
  const paths = Object.keys(files("one"));
  for (const branch of ["one", "two", "one"]) {
    git(folder, "checkout", "--quiet", branch);
    await workspace.filesChanged([...paths, ".git/HEAD"].map((path) => uriOf(folder, path)));
    expect(told(workspace)).toEqual(told(await indexed(folder)));
  }
});
