/** The index of a workspace: built, opened again, followed, and searched. Measured with published packages of about 100,000 chunks. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { splitLines } from "../../server/completion/lines.ts";
import { indexOf } from "../../server/context/index/local-index.ts";
import { FileReader } from "../../server/context/index/text-file.ts";
import type { Workspace } from "../../server/context/index/workspace.ts";
import type { WorkspaceIndex } from "../../server/context/index/workspace-index.ts";
import { readers } from "../../server/context/symbols/readers.ts";
import { leftOutByPath } from "../../server/context/left-out.ts";
import { listFiles } from "../../server/context/list-files.ts";
import { build } from "../tools/build.ts";
import { codeCorpus } from "./corpus.ts";
import {
  inScratch,
  milliseconds,
  noLanguage,
  opened,
  queries,
  resident,
  syntheticFolder,
  searchTimes,
  timed,
} from "./indexed.ts";
import { compared, type Group, limited, median, type Metrics, percentile } from "./metric.ts";
import { ranking } from "./ranking.ts";
import { searchingVectors } from "./vectors.ts";
import { miniSearchOf, ripgrep, sqlite } from "./other-indexes.ts";

const ROUNDS = 2;
const QUERIES = 400;
const USUAL_QUERIES = 12;
/** MiniSearch takes minutes and half a gigabyte for all chunks: it gets one of so many. */
const MINI_SHARE = 5;
const SAVES = 40;
const REOPENED_FILES = 35_000;

async function pathsIn(folder: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const listed of listFiles(folder))
    for (const path of listed) if (leftOutByPath(path) === undefined) paths.push(join(folder, path));
  return paths;
}

/** Listed, and every byte read and no more: what no index can be faster than. */
async function readOnly(folder: string): Promise<{ cpuMs: number; bytes: number }> {
  const reader = new FileReader();
  let bytes = 0;
  const { cpuMs } = await timed(async () => {
    for (const path of await pathsIn(folder)) {
      const text = reader.read(path);
      if (typeof text !== "string") bytes += text.bytes.length;
    }
  });
  return { cpuMs, bytes };
}

async function cold(folder: string): Promise<Metrics> {
  const read: number[] = [];
  const words: number[] = [];
  const symbols: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    read.push((await readOnly(folder)).cpuMs);
    words.push((await opened(folder, noLanguage)).cpuMs);
    symbols.push((await opened(folder, readers)).cpuMs);
  }
  const lexical = compared({
    unit: "ms of CPU",
    ours: words,
    baseline: read,
    aim: "≤ 10 times reading",
    minRatio: 0.1,
  });
  const first = compared({
    unit: "ms of CPU",
    ours: symbols,
    baseline: words,
    aim: "≤ 3 times the words",
    minRatio: 1 / 3,
  });
  return { "cold, words": lexical, "cold, with symbols": first };
}

function chunkTexts(workspace: Workspace, index: WorkspaceIndex): readonly string[] {
  return workspace.folders.flatMap(({ set }) =>
    Array.from(set.entries(), ([, { file, layer, unit }]) => {
      const { units, chunks } = layer.segment;
      const lines = index.linesOf(file) ?? [];
      const starts = [...chunks.line.subarray(units.chunks[unit], units.chunks[unit + 1])];
      return starts.map((start, at) => lines.slice(start, starts[at + 1]).join(""));
    }).flat(),
  );
}

async function searching(workspace: Workspace, folder: string): Promise<Metrics> {
  const index = indexOf(workspace);
  const asked = queries(index, QUERIES);
  const ours = searchTimes(index, asked);
  const texts = chunkTexts(workspace, index);
  const usual = asked.slice(0, USUAL_QUERIES).map((terms) => terms.map(({ text }) => text));
  const inTurns = (ask: (words: readonly string[]) => number) =>
    usual.map((words) => milliseconds(() => ask(words)));
  const few = texts.filter((_, at) => at % MINI_SHARE === 0);
  const fts = inTurns(sqlite(texts));
  const against = (baseline: readonly number[], minRatio: number) =>
    compared({ unit: "ms", ours, baseline, aim: `≥ ${String(minRatio)} times as fast`, minRatio });
  const rg = ripgrep(folder);
  return {
    "search p50": limited(median(ours), "ms", 0.2),
    "search p99": limited(percentile(ours, 0.99), "ms", 0.5),
    "search against FTS5": against(fts, 100),
    "search against MiniSearch": against(inTurns(await miniSearchOf(few)), 100),
    ...(rg && { "search against ripgrep": against(inTurns(rg).slice(0, 5), 100) }),
  };
}

async function saving(workspace: Workspace, scratch: string): Promise<Metrics> {
  const path = join(scratch, "saved.ts");
  const text = readFileSync(
    join(import.meta.dirname, "../../node_modules/undici/lib/dispatcher/client-h2.js"),
    "utf8",
  );
  const uri = pathToFileURL(path).href;
  await workspace.addFolder(pathToFileURL(scratch).href);
  const edited = (size: number) =>
    Array.from({ length: SAVES }, (_, round) => {
      const lines = splitLines(`${text.repeat(size)}// ${String(round)}\n`);
      return milliseconds(() => {
        workspace.documentChanged({ uri, path: "saved.ts", languageId: "typescript", lines });
        workspace.refresh();
      });
    });
  const saved = async () => {
    await workspace.documentClosed(uri);
    const samples: number[] = [];
    for (let round = 0; round < SAVES; round++) {
      writeFileSync(path, `${text}// ${String(round)}\n`);
      // As people save: the disk's clock has moved on since.
      await sleep(60);
      samples.push((await timed(() => workspace.filesChanged([uri]))).ms);
    }
    return samples;
  };
  const kilobytes = (size: number) => `${String(Math.round((text.length * size) / 1000))} KB`;
  return {
    [`edited file of ${kilobytes(5)}`]: limited(median(edited(5)), "ms", 5),
    [`edited file of ${kilobytes(1)}`]: limited(median(edited(1)), "ms", 5),
    [`saved file of ${kilobytes(1)}`]: limited(median(await saved()), "ms", 5),
  };
}

async function reopening(parent: string): Promise<Metrics> {
  const folder = syntheticFolder(parent, REOPENED_FILES);
  const storage = join(parent, "reopened");
  await sleep(100);
  await opened(folder, readers, storage);
  const times = async () => {
    const samples: number[] = [];
    for (let round = 0; round < ROUNDS; round++) samples.push((await opened(folder, readers, storage)).ms);
    return median(samples);
  };
  const without = await times();
  execFileSync("git", ["-C", folder, "init", "--quiet"]);
  execFileSync("git", ["-C", folder, "add", "--all"], { stdio: "ignore" });
  const withGit = await times();
  return {
    "opened again, git": limited(withGit, "ms", 400),
    "opened again, no git": limited(without, "ms", 900),
  };
}

async function weighing(folder: string, parent: string): Promise<Metrics> {
  await build();
  const storage = join(parent, "server");
  const built = await resident(folder, storage);
  const { bytes } = await readOnly(folder);
  const [place = ""] = readdirSync(join(storage, "index"));
  const kept = statSync(join(storage, "index", place, "index.bin")).size;
  return {
    "on disk": limited((kept / bytes) * 100, "% of the source", 20),
    "resident server": limited(built, "MB", 125),
    "resident server, opened again": limited(await resident(folder, storage), "MB", 125),
  };
}

const about =
  "the index, against reading the files, SQLite's FTS5, MiniSearch and ripgrep where it is installed";

export const indexing: Group = {
  name: "index",
  about,
  measure: () =>
    inScratch(async (scratch) => {
      const folder = await codeCorpus();
      const metrics = {
        ...(await cold(folder)),
        ...(await weighing(folder, scratch)),
        ...(await reopening(scratch)),
      };
      const { workspace } = await opened(folder, readers);
      const searched = await searching(workspace, folder);
      return {
        ...metrics,
        ...searched,
        ...ranking(workspace),
        ...searchingVectors(),
        ...(await saving(workspace, realpathSync(mkdtempSync(join(scratch, "one-"))))),
      };
    }),
};
