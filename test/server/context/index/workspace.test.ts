import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";

import { indexOf } from "../../../../server/context/index/local-index.ts";
import type { IndexedFile } from "../../../../server/context/index/workspace-index.ts";
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

test.each(SEEDS)(
  "after any edits, the index is one built from scratch (seed %i)",
  { timeout: 60_000 },
  async (seed) => {
    const below = random(seed);
    const folder = folderWith(parent, { "a.toy": "def first\n", "src/b.toy": "use a\n" });
    const withGit = below(3) > 0;
    if (withGit) {
      git(folder, "init", "--quiet", "-b", "one");
      git(folder, "add", ".");
      git(folder, "commit", "--quiet", "-m", "first");
    }
    const workspace = await indexed(folder);
    const editor = new Editor(workspace, folder);
    for (let step = 0; step < 20; step++) {
      const touched = Array.from({ length: 1 + below(4) }, () => editor.act(below, withGit)).flat();
      // Some watchers tell what changed; some clients have none, and the folder is looked at again.
      if (below(4) > 0) await workspace.filesChanged(touched.map((path) => uriOf(folder, path)));
      else await workspace.rescan();
      workspace.refresh();
      const scratch = await indexed(folder, { documents: workspace.documents.all() });
      expect(dump(workspace)).toBe(dump(scratch));
      expect(answers(workspace)).toEqual(answers(scratch));
    }
  },
);

/** What anyone may ask, as far as it is about these words and files. */
function answers(workspace: Workspace) {
  const index = indexOf(workspace);
  const of = (file: IndexedFile | undefined) => file?.path;
  const terms = WORDS.map((text, at) => ({ text, weight: 1 + at / 10 }));
  const files = [...index.files()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return {
    hits: index.search({ terms, limit: 5 }).map((hit) => ({ ...hit, file: of(hit.file) })),
    declared: WORDS.flatMap((name) =>
      index.declarationsNamed(name).map(({ file, line }) => [of(file), line]),
    ),
    using: WORDS.map((word) => index.filesUsing(word).map(of)),
    files: files.map((file) => ({
      path: file.path,
      imports: index.importsOf(file).map((one) => [one.specifier, of(one.file)]),
      importers: index.importersOf(file).map(of),
      lines: index.linesOf(file)?.length,
    })),
  };
}

const NAMES = [
  "a.toy",
  "b.toy",
  "src/b.toy",
  "src/c.toy",
  "src/deep/d.toy",
  "lib/e.toy",
  "lib/x.log",
  "picture.png",
];
const WORDS = ["fileName", "request", "openSocket", "HTTP", "größe", "x1", "value", "index_of", "return"];

/** Does what people do to a folder; each act answers the paths that a watcher would tell. */
class Editor {
  readonly #workspace: Workspace;
  readonly #folder: string;

  constructor(workspace: Workspace, folder: string) {
    this.#workspace = workspace;
    this.#folder = folder;
  }

  act(below: (bound: number) => number, withGit: boolean): readonly string[] {
    const path = NAMES[below(NAMES.length)] ?? "";
    const acts: (() => readonly string[])[] = [
      () => this.#write(path, textOf(below)),
      () => this.#write(path, textOf(below)),
      () => this.#remove(path),
      () => this.#rename(path, NAMES[below(NAMES.length)] ?? ""),
      () => this.#rename("src", `moved${String(below(3))}`),
      () => this.#remove("lib"),
      () => this.#open(path, textOf(below)),
      () => this.#open(path, textOf(below)),
      () => this.#close(below),
      () => this.#write(".gitignore", ["*.log\n", "lib\n", "src/b.toy\n", ""][below(4)] ?? ""),
      () => (withGit ? this.#switchBranch(below) : []),
    ];
    return acts[below(acts.length)]?.() ?? [];
  }

  #write(path: string, text: string): readonly string[] {
    try {
      write(this.#folder, path, text);
    } catch {
      // A folder has that name by now.
    }
    return [path];
  }

  #remove(path: string): readonly string[] {
    rmSync(join(this.#folder, path), { recursive: true, force: true });
    return [path];
  }

  #rename(from: string, to: string): readonly string[] {
    try {
      mkdirSync(dirname(join(this.#folder, to)), { recursive: true });
      renameSync(join(this.#folder, from), join(this.#folder, to));
    } catch {
      // It is not there, or what is there cannot be replaced.
    }
    return [from, to];
  }

  #open(path: string, text: string): readonly string[] {
    this.#workspace.documentChanged(openDocument(this.#folder, path, text));
    return [];
  }

  #close(below: (bound: number) => number): readonly string[] {
    const uris = this.#workspace.documents.all().map(({ uri }) => uri);
    const uri = uris[below(Math.max(uris.length, 1))];
    if (uri !== undefined) void this.#workspace.documentClosed(uri);
    return [];
  }

  /** Commits what there is, and goes to another branch or makes it; many files change at once. */
  #switchBranch(below: (bound: number) => number): readonly string[] {
    const branch = ["one", "two", "three"][below(3)] ?? "one";
    git(this.#folder, "add", "--all");
    git(this.#folder, "commit", "--quiet", "--allow-empty", "-m", "more");
    try {
      git(this.#folder, "checkout", "--quiet", branch);
    } catch {
      git(this.#folder, "checkout", "--quiet", "-b", branch);
    }
    return ["a.toy", "b.toy", ".gitignore", "picture.png", ...readdirSync(this.#folder)].concat(
      "src",
      "lib",
      "moved0",
      "moved1",
      "moved2",
    );
  }
}

function textOf(below: (bound: number) => number): string {
  return Array.from({ length: below(60) }, () => {
    const words = Array.from({ length: 1 + below(5) }, () => WORDS[below(WORDS.length)] ?? "");
    const line =
      [words.join(" "), `def ${words.join("")}`, `use ${["a", "b", "src/c", "x/y"][below(4)] ?? ""}`, ""][
        below(4)
      ] ?? "";
    return `${" ".repeat(below(3) * 2)}${line}${["\n", "\r\n"][below(2)] ?? ""}`;
  }).join("");
}
