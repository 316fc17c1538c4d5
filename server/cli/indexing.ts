/** `keyfill index [FOLDER]`: indexes a folder as the editor would, and tells what came of it. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import type { Engine } from "../engine.ts";
import type { IndexStatus } from "../protocol.ts";
import type { Told } from "./told.ts";

export async function indexFolder(engine: Engine, given: string, show: "text" | "json"): Promise<Told> {
  const folder = resolve(given);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    return { problem: `${given} is no folder.` };
  await engine.index.addFolder(pathToFileURL(folder).href);
  const status = await engine.index.status();
  return { out: show === "json" ? JSON.stringify(status, null, 2) : textOf(status, folder) };
}

function textOf(status: IndexStatus, folder: string): string {
  const { files, symbols, chunks, memoryBytes, diskBytes, lastScan, leftOut } = status;
  const time = lastScan
    ? `${(lastScan.ms / 1000).toFixed(2)} s; ${count(lastScan.read)} files were read`
    : "not yet";
  return [
    `${folder}: ${status.state}`,
    `  ${count(files)} files, ${count(symbols)} symbols, ${count(chunks)} chunks`,
    `  ${megabytes(memoryBytes)} in memory, ${megabytes(diskBytes)} on disk`,
    `  ${time}`,
    ...(leftOut.length > 0 ? ["  Left out:"] : []),
    ...leftOut.map(
      ({ files, reason, examples }) => `  ${count(files).padStart(9)}  ${reason}: ${examples.join(", ")}`,
    ),
  ].join("\n");
}

function count(number: number): string {
  return number.toLocaleString("en");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
