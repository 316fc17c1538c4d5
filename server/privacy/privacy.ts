/**
 * What may be shown to whom: which files, and what of their text. Every prompt passes through it, whoever it goes to, and
 * so does every snippet. Knows no provider and no prompt.
 */
import { relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

import type { Snippet } from "../completion/ports.ts";
import type { Place, Snapshot } from "../completion/request.ts";
import { CleanDocuments } from "./clean-documents.ts";
import { editorGlobs } from "./editor-globs.ts";
import { type EnvValues, envValues } from "./env-values.ts";
import { type Contents, contentsOf } from "./find-secrets.ts";
import { IGNORE_FILE, ignoreFiles } from "./ignore-files.ts";
import { type IgnoreRule, isIgnored, parseIgnoreRules } from "./ignore-rules.ts";
import type { Recipient } from "./recipient.ts";
import { COVERED, type Part as Lines, redact, redactPart } from "./redact.ts";
import { standsInSecret } from "./stands-in-secret.ts";

/** What the user has set. */
export interface PrivacyWishes {
  /** Pattern as in a .gitignore → the names of the providers that may see what it covers; `local` for all on this machine. */
  readonly rules: Readonly<Record<string, readonly string[]>>;
  /** Which providers get the text without its secrets. */
  readonly redact: "always" | "elsewhere" | "never";
  /** VS Code's `files.exclude` and `search.exclude`, as they are sent. */
  readonly hidden?: unknown;
  readonly unsearched?: unknown;
}

export interface Shown {
  readonly place: Place;
  readonly snippets: readonly Snippet[];
}

/** Some lines of a file. */
export interface Part extends Lines {
  readonly path: string;
}

export interface Privacy {
  readonly wish: (wishes: PrivacyWishes) => void;
  /** Nothing is suggested in it, and nobody learns from it. A file is a URI, or a path below a workspace folder. */
  readonly isIgnored: (file: string) => boolean;
  /** May anything of this file be shown as context? Ask it before ranking. */
  readonly mayLeave: (file: string, to: Recipient) => boolean;
  /** May the file be completed by this one? */
  readonly mayComplete: (file: string, by: Recipient) => boolean;
  /** The cursor stands in a secret, or where one is being typed. */
  readonly guards: (place: Place) => boolean;
  /** The text of these lines as this one may see it, secrets covered: as long, line by line. */
  readonly show: (part: Part, to: Recipient) => string;
  /** Whether secrets are covered for this one. */
  readonly covers: (to: Recipient) => boolean;
  /** What of it may be shown to this one. Nobody but the engine in this process is to be shown anything else. */
  readonly clean: (shown: Shown, to: Recipient) => Shown;
  /** A suggestion that says a secret, or the cover of one. */
  readonly betrays: (text: string, place: Place) => boolean;
  readonly forget: (uri: string) => void;
}

interface World {
  /** The URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  readonly now: () => number;
}

export function createPrivacy({ folders, now }: World): Privacy {
  const values = envValues({ folders: () => folders().flatMap((uri) => pathOf(uri) ?? []), now });
  const byFiles = ignoreFiles(now);
  const cover = coverWith(values);
  let wished = applied({ rules: {}, redact: "always" });

  const whereIs = placesOf(folders);
  const isKept = (file: string, rules: readonly IgnoreRule[]) =>
    whereIs(file).some(
      ({ folder, path }) => isIgnored(path, rules) || (folder !== undefined && byFiles(folder, path)),
    );
  const isAllowed = (file: string, to: Recipient) =>
    to.reach === "here" ||
    wished.rules.every(
      ({ covers, names }) =>
        names.includes(to.name) ||
        (to.reach === "machine" && names.includes("local")) ||
        !whereIs(file).some(({ path }) => isIgnored(path, covers)),
    );
  const privacy: Privacy = {
    wish: (wishes) => (wished = applied(wishes)),
    isIgnored: (file) => isKept(file, wished.hidden),
    // What keeps others names them.
    mayLeave: (file, to) =>
      !file.endsWith(IGNORE_FILE) && !isKept(file, wished.unsearched) && isAllowed(file, to),
    mayComplete: (file, by) => !isKept(file, wished.hidden) && isAllowed(file, by),
    guards: (place) => standsInSecret(place, values.find),
    show(part, to) {
      if (!wished.redactsFor(to)) return textOf(part);
      return redactPart(part, (text) => cover.text(text, contentsOf(part.path)));
    },
    covers: (to) => wished.redactsFor(to),
    clean({ place, snippets }, to) {
      const allowed = snippets.filter(({ path }) => privacy.mayLeave(path, to));
      if (!wished.redactsFor(to)) return { place, snippets: allowed };
      return {
        place: { ...place, document: cover.document(place.document) },
        snippets: allowed.map((snippet) => ({
          ...snippet,
          text: cover.text(snippet.text, contentsOf(snippet.path)),
        })),
      };
    },
    betrays(text, { document }) {
      if (COVERED.test(text) && !document.lines.some((line) => COVERED.test(line))) return true;
      return cover.text(text, contentsOf(document.path)) !== text;
    },
    forget: cover.forget,
  };
  return privacy;
}

function applied({ rules, redact, hidden, unsearched }: PrivacyWishes) {
  const hiddenRules = editorGlobs(hidden);
  return {
    rules: Object.entries(rules).map(([pattern, names]) => ({ covers: parseIgnoreRules(pattern), names })),
    redactsFor: ({ reach }: Recipient) =>
      reach !== "here" && (redact === "always" || (redact === "elsewhere" && reach === "elsewhere")),
    hidden: hiddenRules,
    unsearched: [...hiddenRules, ...editorGlobs(unsearched)],
  };
}

function textOf({ lines, start, end }: Part): string {
  let text = "";
  for (let line = start; line <= end; line++) text += lines[line] ?? "";
  return text;
}

interface Located {
  /** Unknown for a bare path, which may lie in any. */
  readonly folder?: string;
  readonly path: string;
}

/** Asked several times at each keystroke, mostly of the same file. */
function placesOf(folders: World["folders"]): (file: string) => readonly Located[] {
  const known = new Map<string, readonly Located[]>();
  let among = "";
  return (file) => {
    const now = folders();
    if (now.join("\n") !== among) known.clear();
    among = now.join("\n");
    const places = known.get(file) ?? located(file, now);
    if (known.size >= MAX_REMEMBERED) known.clear();
    known.set(file, places);
    return places;
  };
}

/** Below every folder that holds it: of folders within folders, the rules of each count. */
function located(file: string, folders: readonly string[]): readonly Located[] {
  const paths = folders.flatMap((uri) => pathOf(uri) ?? []);
  const path = pathOf(file);
  if (path === undefined) return file.includes(":") ? [] : paths.map((folder) => ({ folder, path: file }));
  return paths.flatMap((folder) => {
    const below = relative(folder, path);
    const isBelow = below !== "" && !below.startsWith("..") && !below.includes(":");
    return isBelow ? [{ folder, path: below.split(sep).join("/") }] : [];
  });
}

/** A notebook's cell lies where its notebook does. */
function pathOf(uri: string): string | undefined {
  const [, path] = /^(?:file|vscode-notebook-cell):([^#?]*)/.exec(uri) ?? [];
  if (path === undefined) return undefined;
  try {
    return fileURLToPath(`file:${path}`);
  } catch {
    // Of another machine, or badly encoded: not on this disk.
    return undefined;
  }
}

const MAX_REMEMBERED = 500;

/** Snippets come back from one keystroke to the next, and documents nearly so. */
function coverWith(values: EnvValues) {
  const documents = new CleanDocuments(values.find);
  const texts = {
    values: new Map<string, string>(),
    settings: new Map<string, string>(),
    code: new Map<string, string>(),
  };
  let version = 0;
  /** What was a secret may be none any more, and the other way round. */
  const refresh = () => {
    const now = values.refresh();
    if (now === version) return;
    version = now;
    documents.forgetAll();
    for (const known of Object.values(texts)) known.clear();
  };
  return {
    document(document: Snapshot): Snapshot {
      refresh();
      return documents.clean(document);
    },
    text(text: string, contents: Contents): string {
      refresh();
      const known = texts[contents];
      const covered = known.get(text) ?? redact(text, contents, values.find);
      if (known.size >= MAX_REMEMBERED) known.clear();
      known.set(text, covered);
      return covered;
    },
    forget: (uri: string) => documents.forget(uri),
  };
}
