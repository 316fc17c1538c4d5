/** What the benchmarks of the index share: workspaces with an index, questions for it, and the server that holds one. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { DiskStore } from "../../server/context/index/disk-store.ts";
import { Workspace } from "../../server/context/index/workspace.ts";
import type { LanguageReader, Term, WorkspaceIndex } from "../../server/context/index/workspace-index.ts";
import { INDEX_REQUEST, type IndexStatus } from "../../server/protocol.ts";
import { LspClient } from "../support/lsp-client.ts";
import { random } from "../support/random.ts";
import type { Metrics } from "./metric.ts";

const SEARCH_ROUNDS = 5;
const QUERY_LINES = 20;
const QUERY_WORDS = 32;

export const noLanguage: LanguageReader = {
  read: () => ({ declarations: [], imports: [] }),
  refine: (declared) => declared,
  resolve: () => [],
};

function workspaceOf(languages: LanguageReader, storage?: string): Workspace {
  const failed = (what: string) => process.stderr.write(`${what}\n`);
  return new Workspace({
    languages,
    languageOf: (path) => ({ ".ts": "typescript", ".js": "javascript" })[extname(path)] ?? "plaintext",
    failed,
    ...(storage !== undefined && { store: new DiskStore({ storage, maker: "bench", note: failed }) }),
  });
}

export async function opened(folder: string, languages: LanguageReader, storage?: string) {
  const workspace = workspaceOf(languages, storage);
  const time = await timed(() => workspace.addFolder(pathToFileURL(folder).href));
  return { workspace, ...time };
}

/** Work of seconds is compared by what it took of the processor: the clock would tell who else was at work. */
export async function timed(work: () => Promise<unknown>): Promise<{ ms: number; cpuMs: number }> {
  const [before, started] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - started, cpuMs: (user + system) / 1000 };
}

/** Of each question the best of some rounds: short work is either disturbed or not. */
export function searchTimes(index: WorkspaceIndex, asked: readonly (readonly Term[])[]): readonly number[] {
  const round = () => asked.map((terms) => milliseconds(() => index.search({ terms, limit: 10 })));
  round();
  const rounds = Array.from({ length: SEARCH_ROUNDS }, round);
  return asked.map((_, at) => Math.min(...rounds.map((times) => times[at] ?? Infinity)));
}

/** The identifiers of some lines, as a completion asks. */
export function queries(index: WorkspaceIndex, count: number): readonly (readonly Term[])[] {
  const below = random(1);
  const files = [...index.files()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const asked: (readonly Term[])[] = [];
  while (asked.length < count) {
    const file = files[below(files.length)];
    const lines = file ? (index.linesOf(file) ?? []) : [];
    const start = below(Math.max(1, lines.length - QUERY_LINES));
    const words = lines
      .slice(start, start + QUERY_LINES)
      .join("")
      .match(/[A-Za-z_$][\w$]{2,}/g);
    if (words) asked.push([...new Set(words)].slice(0, QUERY_WORDS).map((text) => ({ text, weight: 1 })));
  }
  return asked;
}

export function milliseconds(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Many small files, as large workspaces have them. */
export function syntheticFolder(parent: string, files: number): string {
  const folder = realpathSync(mkdtempSync(join(parent, "many-")));
  for (let at = 0; at < files; at++) {
    const place = join(folder, `part${String(Math.floor(at / 1000))}`);
    if (at % 1000 === 0) mkdirSync(place);
    const lines = Array.from(
      { length: 12 },
      (_, line) =>
        `  const value${String((at * 7 + line) % 5000)} = makeThing${String(at % 900)}(${String(line)});`,
    );
    writeFileSync(
      join(place, `file${String(at)}.ts`),
      `import { makeThing${String(at % 900)} } from "./file${String((at + 1) % files)}";\nexport function use${String(at)}() {\n${lines.join("\n")}\n}\n`,
    );
  }
  return folder;
}

/** The real server, which built its index or found it on disk, at rest. */
export async function resident(folder: string, storage: string): Promise<number> {
  const client = await LspClient.start({ folder, initializationOptions: { storage } });
  const status = () => client.connection.sendRequest<IndexStatus>(INDEX_REQUEST, {});
  while ((await status()).state !== "ready") await sleep(100);
  await sleep(1500);
  const memory = readFileSync(`/proc/${String(client.process.pid)}/status`, "utf8");
  await client.stop();
  return Number(/VmRSS:\s+(\d+) kB/.exec(memory)?.[1]) / 1000;
}

export async function inScratch(measure: (scratch: string) => Promise<Metrics>): Promise<Metrics> {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "keyfill-bench-")));
  try {
    return await measure(scratch);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}
