/** What could be meant by what stands behind an @, while it is typed: kinds of things by their names, and things of a kind. */
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

import { toTell } from "../../completion/told.ts";
import type { Lines, Mention, Suggested } from "../../protocol/chat/mention.ts";
import { gitIn } from "../git/ask-git.ts";
import { recentCommits } from "../git/changes.ts";
import { inertLine } from "../tools/inert.ts";
import type { Declared, IndexedPath, World } from "../tools/world.ts";
import { webAddress } from "../web/fetch-page.ts";
import { decoded, labelOf } from "./label-of.ts";

const MAX_SUGGESTED = 30;
const MAX_SYMBOLS = 10;
const MAX_COMMITS = 20;

type Suggest = (wanted: string, world: World) => Promise<readonly Suggested[]> | readonly Suggested[];

interface Kind {
  readonly name: string;
  readonly detail: string;
  readonly icon: string;
  /** Complete as it is; else it is written on with what it is about. */
  readonly mention?: Mention;
  readonly of?: Suggest;
}

const KINDS: readonly Kind[] = [
  { name: "file", detail: toTell("A file, or lines of it: main.ts:10-20"), icon: "file", of: files },
  {
    name: "folder",
    detail: toTell("A folder: what is in it, and its files"),
    icon: "folder",
    of: foldersLike,
  },
  { name: "symbol", detail: toTell("Where a name is declared"), icon: "symbol-method", of: definitions },
  { name: "definition", detail: toTell("Where a name is declared"), icon: "symbol-method", of: definitions },
  { name: "references", detail: toTell("Where a name is used"), icon: "references", of: references },
  {
    name: "workspace",
    detail: toTell("What the workspace has to say about the message"),
    icon: "search",
    mention: { kind: "workspace" },
    of: (query) => [chosen({ kind: "workspace", query }, "search", [`workspace: ${query}`])],
  },
  {
    name: "selection",
    detail: toTell("What is selected in the editor"),
    icon: "list-selection",
    mention: { kind: "selection" },
  },
  { name: "open", detail: toTell("The files that are open"), icon: "files", mention: { kind: "open" } },
  { name: "problems", detail: toTell("Errors and warnings"), icon: "warning", mention: { kind: "problems" } },
  {
    name: "terminal",
    detail: toTell("What stands in the terminal"),
    icon: "terminal",
    mention: { kind: "terminal" },
  },
  { name: "git", detail: toTell("Changes, or a commit"), icon: "git-commit", of: commits },
  {
    name: "tree",
    detail: toTell("The folders and files of the workspace"),
    icon: "list-tree",
    mention: { kind: "tree" },
  },
  { name: "web", detail: toTell("A page: web:https://…"), icon: "globe", of: pages },
];

export async function suggestIn(text: string, world: World): Promise<readonly Suggested[]> {
  const [, name = "", wanted] = /^([a-z]+):(.*)$/s.exec(text) ?? [];
  const kind = KINDS.find((one) => one.name === name);
  if (kind?.of && wanted !== undefined) return kind.of(wanted.trim(), world);
  if (/^https?:/i.test(text)) return pages(text);
  const kinds = KINDS.filter((one) => one.name.startsWith(text.toLowerCase())).map(offered);
  if (text.trim() === "") return [...kinds, ...(await opened(world))];
  const [ofFiles, ofSymbols] = await Promise.all([files(text, world), definitions(text, world)]);
  return [...kinds, ...ofFiles, ...ofSymbols.slice(0, MAX_SYMBOLS)].slice(0, MAX_SUGGESTED);
}

function offered({ name, detail, icon, mention, of }: Kind): Suggested {
  const opens = of && !mention ? { opens: `${name}:` } : {};
  // What opens means nothing yet.
  return { mention: mention ?? { kind: "workspace" }, label: name, detail, icon, ...opens };
}

function chosen(mention: Mention, icon: string, [label, detail = ""]: readonly [string, string?]): Suggested {
  return { mention, label: inertLine(label), detail: inertLine(detail), icon };
}

/** Of the workspace or from elsewhere. */
async function opened({ editor, ownSight, folders }: World): Promise<readonly Suggested[]> {
  const tabs = await editor.tabs({});
  const seen = tabs.filter(({ uri }) => ownSight.mayRead(uri)).slice(0, MAX_SYMBOLS);
  return seen.map(({ uri }) => {
    const folder = folders().find((one) => uri.startsWith(withSlash(one)));
    const path = folder === undefined ? labelOf(uri) : decoded(uri.slice(withSlash(folder).length));
    return fileChosen({ uri, path });
  });
}

function withSlash(folder: string): string {
  return `${folder.replace(/\/$/, "")}/`;
}

function fileChosen({ uri, path }: IndexedPath, lines?: Lines): Suggested {
  const range = lines ? `:${String(lines.first + 1)}-${String(lines.last + 1)}` : "";
  const mention: Mention = { kind: "file", uri, ...(lines && { lines }) };
  return chosen(mention, "file", [posix.basename(path) + range, path]);
}

async function files(wanted: string, { ownSight }: World): Promise<readonly Suggested[]> {
  const [, path = wanted, first, last = first] = /^(.*?):(\d+)(?:-(\d*))?$/.exec(wanted) ?? [];
  const lines = first === undefined ? undefined : rangeOf(Number(first), Number(last));
  const found = await ownSight.index.files({ query: path, limit: MAX_SUGGESTED });
  return (found ?? []).map((file) => fileChosen(file, lines));
}

function rangeOf(first: number, last: number): Lines {
  const from = Math.max(1, first) - 1;
  return { first: from, last: Math.max(from, last - 1) };
}

async function foldersLike(wanted: string, { ownSight }: World): Promise<readonly Suggested[]> {
  const found = (await ownSight.index.files({ query: wanted, limit: 500 })) ?? [];
  const folders = new Map<string, string>();
  for (const { path, uri } of found) {
    const names = path.split("/");
    for (let depth = names.length - 1; depth > 0; depth--) {
      const folder = names.slice(0, depth).join("/");
      if (isLike(folder, wanted))
        folders.set(
          folder,
          uri
            .split("/")
            .slice(0, depth - names.length)
            .join("/"),
        );
    }
  }
  return Array.from(folders, ([path, uri]) =>
    chosen({ kind: "folder", uri }, "folder", [`${posix.basename(path)}/`, path]),
  ).slice(0, MAX_SUGGESTED);
}

/** The letters in this order. */
function isLike(path: string, wanted: string): boolean {
  let at = 0;
  for (const letter of wanted.toLowerCase().replace(/\/$/, "")) {
    at = path.toLowerCase().indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

async function definitions(wanted: string, world: World): Promise<readonly Suggested[]> {
  const found = await symbolsLike(wanted, world);
  return found.map(({ name, uri, path, line, kind }) =>
    chosen({ kind: "definition", name, uri }, "symbol-method", [
      name,
      `${kind}, ${path}:${String(line + 1)}`,
    ]),
  );
}

async function references(wanted: string, world: World): Promise<readonly Suggested[]> {
  const found = await symbolsLike(wanted, world);
  const names = new Map(found.map((symbol) => [symbol.name, symbol]));
  return Array.from(names.values(), ({ name, path }) =>
    chosen({ kind: "references", name }, "references", [`uses of ${name}`, path]),
  );
}

async function symbolsLike(wanted: string, { ownSight }: World): Promise<readonly Declared[]> {
  if (wanted === "") return [];
  return (await ownSight.index.symbols({ query: wanted, limit: MAX_SUGGESTED })) ?? [];
}

async function commits(wanted: string, { folders, env }: World): Promise<readonly Suggested[]> {
  const asked = folders().map(async (folder) => {
    const git = await gitIn(fileURLToPath(folder), env);
    return git ? recentCommits(git, MAX_COMMITS) : [];
  });
  const found = (await Promise.all(asked)).flat();
  const all = [
    chosen({ kind: "git", what: "changes" }, "git-compare", ["changes", "What is not committed yet"]),
    chosen({ kind: "git", what: "staged" }, "git-compare", [
      "staged changes",
      "What the next commit will have",
    ]),
    ...found.map(({ id, subject }) =>
      chosen({ kind: "git", what: { commit: id } }, "git-commit", [id, subject]),
    ),
  ];
  const letters = wanted.toLowerCase();
  return all.filter(({ label, detail }) => `${label} ${detail}`.toLowerCase().includes(letters));
}

function pages(wanted: string): readonly Suggested[] {
  const address = wanted.includes(".") || wanted.includes("://") ? webAddress(wanted) : undefined;
  return address
    ? [chosen({ kind: "web", url: address.href }, "globe", [address.host + address.pathname, address.href])]
    : [];
}
