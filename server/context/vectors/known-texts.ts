/**
 * Which text each chunk of a file had, by its hash, and what the file looked like from outside: kept beside the vectors, so
 * that the next start reads only what has changed. Whatever is wrong with it costs nothing but the reading.
 */
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { partialOf } from "../index/lock.ts";
import type { Stamp } from "../index/workspace-index.ts";

export interface KnownText {
  readonly stamp: Stamp;
  /** How many lines the file has. */
  readonly lines: number;
  /** Of each chunk; empty for one that says nothing. */
  readonly hashes: readonly string[];
}

/** By the URIs of the files. */
export type KnownTexts = ReadonlyMap<string, KnownText>;

export interface TextsStore {
  readonly load: () => KnownTexts;
  readonly save: (texts: KnownTexts) => void;
}

/** Of all workspaces whose vectors lie there; those that were looked at last come first. */
const MAX_HASHES = 400_000;
const HASH = /^[\w-]*$/;

/** `manner` is whatever makes another text of the same file. */
export function loadTexts(path: string, manner: string): KnownTexts {
  try {
    const [head, ...rows] = readFileSync(path, "utf8").split("\n");
    if (head !== headOf(manner)) return new Map();
    return new Map(rows.filter((row) => row !== "").map(parsed));
  } catch {
    // The first time, or it is damaged.
    return new Map();
  }
}

export function saveTexts(path: string, manner: string, texts: KnownTexts): void {
  const all = new Map([...texts, ...[...loadTexts(path, manner)].filter(([uri]) => !texts.has(uri))]);
  const rows: string[] = [headOf(manner)];
  let count = 0;
  for (const [uri, { stamp, lines, hashes }] of all) {
    count += hashes.length;
    if (count > MAX_HASHES) break;
    const { size, modifiedMs, changedMs } = stamp;
    rows.push(JSON.stringify([uri, size, modifiedMs, changedMs, lines, hashes.join(" ")]));
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(partialOf(path), `${rows.join("\n")}\n`);
  renameSync(partialOf(path), path);
}

function headOf(manner: string): string {
  return JSON.stringify({ texts: 1, manner });
}

function parsed(row: string): [uri: string, known: KnownText] {
  const [uri, size, modifiedMs, changedMs, lines, joined]: unknown[] = JSON.parse(row);
  const hashes = String(joined).split(" ");
  const stamp = { size: Number(size), modifiedMs: Number(modifiedMs), changedMs: Number(changedMs) };
  if (!hashes.every((hash) => HASH.test(hash))) throw new Error("no hash");
  return [String(uri), { stamp, lines: Number(lines), hashes }];
}
