/**
 * The index's own thread: messages in, messages out. Whatever goes wrong with one of them is told, and the next one is taken.
 * As a process, the same builds the index of one folder for such a thread, and ends.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

import { languageOf } from "../../languages.ts";
import { readers } from "../symbols/readers.ts";
import { DiskStore } from "./disk-store.ts";
import { Indexer } from "./indexer.ts";
import { buildApart } from "./build-apart.ts";
import { giveBack } from "./give-back.ts";
import type { BuildOrder, FromThread, ThreadSetup, ToThread } from "./messages.ts";
import type { LastScan } from "./scans.ts";
import { statusOf } from "./status.ts";
import { Workspace, type WorkspaceParts } from "./workspace.ts";

const STATUS_EVERY_MS = 500;
/** What was read of so many files has left much behind. */
const MANY_FILES = 500;

function run(setup: ThreadSetup, tell: (message: FromThread) => void): (message: ToThread) => Promise<void> {
  const note = (why: string) => tell({ kind: "failed", why });
  const maker = makerOf();
  const indexer = new Indexer({
    ...partsOf(setup, { maker, note }),
    buildApart: (folder, building) => buildApart(__filename, { setup, folder }, building),
    async loadVectors() {
      const { createVectors } = await import("../vectors/create-vectors.ts");
      return createVectors(setup.vectors, { note, maker });
    },
  });
  const telling = setInterval(tellNews(indexer, tell), STATUS_EVERY_MS);
  return async (message) => {
    switch (message.kind) {
      case "happened":
        await indexer.happened(message.happening);
        return tell({ kind: "answer", id: message.id, answer: undefined });
      case "asked":
        return tell({
          kind: "answer",
          id: message.id,
          answer: await indexer.answer(message.name, message.asked, message.to),
        });
      case "wished":
        return indexer.wish(message.wishes);
      case "close":
        clearInterval(telling);
        await indexer.close();
        return tell({ kind: "closed" });
    }
  };
}

/** Whatever reads the files is in this script. */
function makerOf(): string {
  return createHash("sha256").update(readFileSync(__filename)).digest("hex");
}

function partsOf(
  { languages, storage }: ThreadSetup,
  { maker, note }: { maker: string; note: (why: string) => void },
): WorkspaceParts {
  return {
    languages: readers,
    languageOf: languageOf(languages),
    failed: note,
    ...(storage !== undefined && { store: new DiskStore({ storage, maker, note }) }),
  };
}

/** The status, whenever something has come of it that a user would see. */
function tellNews({ workspace }: Indexer, tell: (message: FromThread) => void): () => void {
  let told = "";
  let lastSeen: LastScan | undefined;
  return () => {
    const seen = `${workspace.state} ${String(workspace.scans.done)}`;
    if (seen === told) return;
    told = seen;
    const { last } = workspace.scans;
    if (workspace.state === "ready" && last && last !== lastSeen) {
      if (!lastSeen || last.read >= MANY_FILES) giveBack();
      lastSeen = last;
    }
    tell({ kind: "status", status: statusOf(workspace) });
  };
}

/** What goes wrong here is tried again by whoever gave the order, and told then. */
async function build({ setup, folder }: BuildOrder): Promise<void> {
  const workspace = new Workspace(partsOf(setup, { maker: makerOf(), note: () => undefined }));
  setInterval(() => process.send?.(statusOf(workspace).files), STATUS_EVERY_MS);
  await workspace.addFolder(folder);
}

if (parentPort) {
  const port = parentPort;
  const tell = (message: FromThread) => port.postMessage(message);
  const setup: ThreadSetup = workerData;
  const take = run(setup, tell);
  port.on("message", (message: ToThread) => {
    take(message).catch((error: unknown) => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({ kind: "failed", why, ...("id" in message && { id: message.id }) });
    });
  });
} else {
  // Nobody waits for it any more.
  process.once("disconnect", () => process.exit());
  process.once("message", (order: BuildOrder) => void build(order).finally(() => process.exit()));
}
