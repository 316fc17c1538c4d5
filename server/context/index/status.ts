/** The figures of an index: how much is in it, what it weighs, and what was left out and why. */
import type { IndexStatus } from "../../protocol.ts";
import { LEFT_OUT, type LeftOut } from "../left-out.ts";
import type { FileSet } from "./file-set.ts";
import type { IndexedFolder } from "./indexed-folder.ts";
import type { Segment } from "./segment.ts";
import type { Workspace } from "./workspace.ts";

const MAX_EXAMPLES = 5;

export function statusOf(workspace: Workspace): IndexStatus {
  const { folders, loose, state, scans } = workspace;
  const sets = [...folders.map(({ set }) => set), loose];
  const diskBytes = folders.reduce((total, { kept }) => total + (kept?.bytes ?? 0), 0);
  const lastScan = scans.last && { ms: scans.last.ms, read: scans.last.read };
  const { files, ...figures } = tally(sets);
  return {
    state,
    files: files + scans.filesApart,
    ...figures,
    diskBytes,
    lastScan,
    leftOut: omissions(folders),
  };
}

function tally(sets: readonly FileSet[]) {
  const layers = sets.flatMap((set) => set.layers);
  const sum = (figure: (layer: (typeof layers)[number]) => number) =>
    layers.reduce((total, layer) => total + figure(layer), 0);
  return {
    files: sets.reduce((total, { size }) => total + size, 0),
    symbols: sum(({ segment, alive }) =>
      alive.reduce((total, is, unit) => {
        const { declarations } = segment.units;
        return total + (is ? (declarations[unit + 1] ?? 0) - (declarations[unit] ?? 0) : 0);
      }, 0),
    ),
    chunks: sum(({ chunks, deadChunks }) => chunks - deadChunks),
    memoryBytes: sum(({ segment }) => bytesOf(segment)),
  };
}

function bytesOf(segment: Segment): number {
  const tables: readonly Readonly<Record<string, Uint8Array | Uint16Array | Uint32Array>>[] =
    Object.values(segment);
  return tables
    .flatMap((table) => Object.values(table))
    .reduce((total, { byteLength }) => total + byteLength, 0);
}

/** The most frequent reason first. */
function omissions(folders: readonly IndexedFolder[]): IndexStatus["leftOut"] {
  const byReason = new Map<LeftOut, { files: number; examples: string[] }>();
  for (const { leftOut } of folders) {
    for (const [path, { why }] of leftOut) {
      const entry = byReason.get(why) ?? { files: 0, examples: [] };
      byReason.set(why, entry);
      entry.files++;
      if (entry.examples.length < MAX_EXAMPLES) entry.examples.push(path);
    }
  }
  return Array.from(byReason, ([why, { files, examples }]) => ({
    why,
    reason: LEFT_OUT[why],
    files,
    examples,
  })).toSorted((a, b) => b.files - a.files);
}
