/** The composition root of the command line: `keyfill complete`, `context`, `models`, `probe`, `stats`, `index` and `lsp`. */
import { statSync } from "node:fs";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

import { completeAt, rootOf, type Show } from "./cli/complete.ts";
import { parsePosition } from "./cli/position.ts";
import type { Told } from "./cli/told.ts";
import { USAGE } from "./cli/usage-text.ts";
import type { Engine } from "./engine.ts";
import { createLog } from "./log.ts";
import { shippedFiles } from "./shipped-files.ts";

class UsageError extends Error {}

const COMMANDS = new Map<string, (args: string[]) => Promise<number>>(
  Object.entries({
    complete,
    explain: (args) => complete(args, ["explanation", "facts"]),
    context,
    models,
    probe,
    stats,
    index,
    lsp,
  }),
);

async function run([command = "help", ...args]: readonly string[]): Promise<number> {
  const perform = COMMANDS.get(command);
  if (perform) return perform(args);
  if (!["help", "--help", "-h"].includes(command)) throw new UsageError(`there is no command “${command}”`);
  process.stdout.write(`${USAGE}\n`);
  return 0;
}

/** `shows`: what is printed for people, and with `--json`. */
async function complete(
  args: string[],
  [plain, json]: readonly [Show, Show] = ["text", "outcome"],
): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      prompt: { type: "boolean", default: false },
      provider: { type: "string", default: "" },
      "workspace-folder": { type: "string" },
    },
  });
  const [where, ...rest] = positionals;
  const position = where === undefined ? undefined : parsePosition(where);
  if (!position || rest.length > 0) throw new UsageError("say where, as FILE:LINE:COL");
  const root = rootOf(position, namedFolder(values["workspace-folder"]));
  const engine = await headlessEngine([pathToFileURL(root).href]);
  const show = values.json ? json : values.prompt ? "prompt" : plain;
  engine.selection.choose(values.provider);
  return tell(await completeAt(position, { engine, show, root }), engine);
}

function namedFolder(folder: string | undefined): string | undefined {
  if (folder !== undefined && !statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${folder} is no folder`);
  return folder;
}

const DEFAULT_TOKENS = 1000;

async function context(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      json: { type: "boolean", default: false },
      batch: { type: "boolean", default: false },
      tokens: { type: "string", default: String(DEFAULT_TOKENS) },
      "workspace-folder": { type: "string" },
    },
  });
  const tokens = Number(values.tokens);
  if (!Number.isInteger(tokens) || tokens < 1) throw new UsageError("--tokens takes a number");
  const [where, ...rest] = positionals;
  if (rest.length > 0 || (where === undefined) !== values.batch)
    throw new UsageError("say where, as FILE:LINE:COL, or --batch");
  const folder = namedFolder(values["workspace-folder"]);
  const { contextAt, contextOfEach } = await import("./cli/context.ts");
  const { createFolderContext } = await import("./connect/context/folder-context.ts");
  const engine = await headlessEngine();
  const { languageOf } = engine;
  const counter = await engine.tokenCounter();
  const failed = (what: string) => process.stderr.write(`${what}\n`);
  const source = createFolderContext({ languageOf, to: engine.recipient(), ...counter, failed });
  const asked = { folder, tokens };
  if (where !== undefined) return tell(await contextAt(where, source, asked), engine);
  const requests = createInterface({ input: process.stdin, crlfDelay: Infinity });
  for await (const answer of contextOfEach(requests, source, asked)) process.stdout.write(`${answer}\n`);
  return tell({}, engine);
}

async function models(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { provider: { type: "string", default: "" } } });
  const { tellModels } = await import("./cli/explore.ts");
  const engine = await headlessEngine();
  return tell(await tellModels(engine, values.provider), engine);
}

async function probe(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      provider: { type: "string", default: "" },
      model: { type: "string", default: "" },
      json: { type: "boolean", default: false },
    },
  });
  const { tellProbe } = await import("./cli/explore.ts");
  const engine = await headlessEngine();
  return tell(await tellProbe(engine, values, values.json ? "json" : "text"), engine);
}

async function stats(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { days: { type: "string", default: "30" }, json: { type: "boolean", default: false } },
  });
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1) throw new UsageError("say --days and a number");
  const { tellStats } = await import("./cli/stats.ts");
  const engine = await headlessEngine();
  return tell(await tellStats(engine, days, values.json ? "json" : "text"), engine);
}

async function index(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: "boolean", default: false } },
  });
  const [folder = ".", ...rest] = positionals;
  if (rest.length > 0) throw new UsageError("say one folder");
  const { indexFolder } = await import("./cli/indexing.ts");
  const engine = await headlessEngine();
  return tell(await indexFolder(engine, folder, values.json ? "json" : "text"), engine);
}

async function headlessEngine(folders: readonly string[] = []): Promise<Engine> {
  const log = createLog((level, line) => {
    if (level === "error") process.stderr.write(`${line}\n`);
  });
  const { createEngine } = await import("./engine.ts");
  return createEngine({
    shippedFiles: shippedFiles(__dirname),
    env: process.env,
    log,
    openDocuments: () => [],
    folders: () => folders,
    secret: () => Promise.resolve(undefined),
    // Who types a command has decided to trust the folder.
    isTrusted: () => true,
    watch: false,
    contextMs: 10_000,
  });
}

async function tell({ out, problem, ok = problem === undefined }: Told, engine: Engine): Promise<number> {
  await engine.close();
  if (out !== undefined) process.stdout.write(`${out}\n`);
  if (problem !== undefined) process.stderr.write(`${problem}\n`);
  return ok ? 0 : 1;
}

async function lsp(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: { stdio: { type: "boolean", default: false }, port: { type: "string" } },
  });
  const { serveOnPort, serveOnStdio } = await import("./cli/lsp.ts");
  const { enginesFor } = await import("./language-server.ts");
  const start = enginesFor((line) => process.stderr.write(`${line}\n`));
  if (values.stdio) return serveOnStdio(start);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError("say --stdio, or --port and a number");
  return serveOnPort(port, start);
}

/** undici 8 and Zstandard need it. */
const OLDEST_NODE = [22, 19] as const;

function isNodeTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

async function main(): Promise<number> {
  if (isNodeTooOld()) {
    process.stderr.write(`Keyfill needs Node 22.19 or later; this is ${process.version}.\n`);
    return 2;
  }
  try {
    return await run(process.argv.slice(2));
  } catch (error) {
    const isUsage = error instanceof UsageError || (error instanceof TypeError && "code" in error);
    process.stderr.write(`keyfill: ${error instanceof Error ? error.message : String(error)}\n`);
    if (isUsage) process.stderr.write(`${USAGE}\n`);
    return 2;
  }
}

// Who reads this may have seen enough, as `head` does.
process.stdout.on("error", () => process.exit());
void (async () => {
  process.exitCode = await main();
})();
