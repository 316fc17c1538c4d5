/**
 * Where a path leads that a model or a user wrote: to a place in the workspace, symlinks resolved, or nowhere. What the
 * recipient may not see is not there, and in the same words.
 */
import { lstat, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

import { encodePath } from "../../completion/encode-path.ts";
import type { Problem } from "../tool.ts";
import { inertLine } from "./inert.ts";
import { isGits, pathWritten } from "./path-written.ts";
import type { Sight, World } from "./world.ts";

export interface Whereabouts {
  /** As an editor writes it. */
  readonly uri: string;
  /** Below its workspace folder, with forward slashes; empty for the folder itself. */
  readonly path: string;
  /** The same, with all links resolved. */
  readonly realPath: string;
  /** On disk. */
  readonly file: string;
  /** The URI of the workspace folder that it really lies in. */
  readonly folder: string;
  readonly kind: "file" | "folder" | "nothing";
}

export interface Ground {
  readonly folders: World["folders"];
  readonly sight: Pick<Sight, "mayRead">;
}

interface Root {
  readonly uri: string;
  readonly path: string;
  readonly real: string;
}

/** An empty path is the first workspace folder. */
export async function whereIs(written: string, { folders, sight }: Ground): Promise<Whereabouts | Problem> {
  const roots = await rootsOf(folders());
  if (roots.length === 0) return { problem: "No folder is open, so there are no files." };
  const path = pathWritten(written);
  if (path === undefined) return outside(written);
  const places = await Promise.all(candidates(path, roots).map((file) => placeOf(file, roots)));
  // The first that is there, or must not be; else the first where it could be.
  const at = places.findIndex((place) => place?.kind !== "nothing");
  const place = places[Math.max(0, at)];
  if (!place) return outside(written);
  return isSeen(place, sight) ? place : notThere(written);
}

/** The same, for what has to be a file that is there. */
export async function fileAt(written: string, ground: Ground): Promise<Whereabouts | Problem> {
  const found = await whereIs(written, ground);
  if ("problem" in found || found.kind === "file") return found;
  return found.kind === "folder" ? { problem: `${nameOf(found)} is a folder.` } : notThere(written);
}

function notThere(written: string): Problem {
  return {
    problem: `There is no ${inertLine(written)}. Paths begin at the workspace folder, as in src/main.ts.`,
  };
}

function outside(written: string): Problem {
  return { problem: `${inertLine(written)} is not in the workspace. Only what is in it can be reached.` };
}

export function nameOf({ path, folder }: Pick<Whereabouts, "path" | "folder">): string {
  return path === "" ? basename(fileURLToPath(folder)) : path;
}

async function rootsOf(uris: readonly string[]): Promise<readonly Root[]> {
  const roots = uris.map(async (uri) => {
    const path = fileURLToPath(uri).replace(/(?<=.)[\\/]+$/, "");
    const real = await realpath(path).catch(() => undefined);
    return real === undefined ? [] : [{ uri: uri.replace(/\/$/, ""), path, real }];
  });
  return (await Promise.all(roots)).flat();
}

/** Of several folders, the one that the path names goes first. */
function candidates(path: string, roots: readonly Root[]): readonly string[] {
  if (isAbsolute(path)) return [resolve(path)];
  const [head, ...rest] = path.split(/[\\/]/);
  const named = roots.length > 1 ? roots.filter((root) => basename(root.path) === head) : [];
  return [
    ...named.map((root) => resolve(root.path, ...rest)),
    ...roots.map((root) => resolve(root.path, path)),
  ];
}

interface Place extends Whereabouts {
  /** Where it really lies, below the same folder or another. */
  readonly realUri: string;
}

/** Undefined for what lies outside, or where nobody can tell. */
async function placeOf(file: string, roots: readonly Root[]): Promise<Place | undefined> {
  const real = await realOf(file);
  const home = real === undefined ? undefined : innermost(roots, ({ real: root }) => below(root, real));
  if (real === undefined || !home) return undefined;
  const shown = innermost(roots, ({ path }) => below(path, file)) ?? home;
  const stats = await stat(real).catch(() => undefined);
  if (isGits(shown.path) || isGits(home.path) || (stats && !stats.isFile() && !stats.isDirectory()))
    return undefined;
  return {
    uri: uriBelow(shown.root, shown.path),
    path: shown.path,
    realPath: home.path,
    file: real,
    folder: home.root.uri,
    kind: stats === undefined ? "nothing" : stats.isFile() ? "file" : "folder",
    realUri: uriBelow(home.root, home.path),
  };
}

function innermost(roots: readonly Root[], pathIn: (root: Root) => string | undefined) {
  const found = roots.flatMap((root) => {
    const path = pathIn(root);
    return path === undefined ? [] : [{ root, path }];
  });
  return found.toSorted((a, b) => a.path.length - b.path.length)[0];
}

function below(folder: string, file: string): string | undefined {
  const path = relative(folder, file);
  if (path === ".." || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return path.split(sep).join("/");
}

/** Of what is not there yet, too: where it would come to lie. A link that leads to nothing could lead anywhere. */
async function realOf(file: string): Promise<string | undefined> {
  const real = await realpath(file).catch(() => undefined);
  if (real !== undefined) return real;
  const isThere = await lstat(file).then(
    () => true,
    (error: unknown) => Object(error).code !== "ENOENT" && Object(error).code !== "ENOTDIR",
  );
  const folder = dirname(file);
  if (isThere || folder === file) return undefined;
  const realFolder = await realOf(folder);
  return realFolder === undefined ? undefined : join(realFolder, basename(file));
}

function uriBelow({ uri }: Root, path: string): string {
  return path === "" ? uri : `${uri}/${encodePath(path)}`;
}

/** Of a folder, by what may lie in it: rules for folders say nothing of a file of that name. */
function isSeen({ uri, realUri, kind }: Place, { mayRead }: Ground["sight"]): boolean {
  return [uri, realUri].every((one) => mayRead(one) && (kind !== "folder" || mayRead(`${one}/_`)));
}
