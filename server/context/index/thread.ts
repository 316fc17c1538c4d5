/** The index's own thread: messages in, messages out. Whatever goes wrong with one of them is told, and the next one is taken. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parentPort, workerData } from "node:worker_threads";

import { languageOf } from "../../languages.ts";
import { readers } from "../symbols/readers.ts";
import { DiskStore } from "./disk-store.ts";
import { Indexer } from "./indexer.ts";
import type { FromThread, ThreadSetup, ToThread } from "./messages.ts";
import { statusOf } from "./status.ts";

const STATUS_EVERY_MS = 500;

function run(setup: ThreadSetup, tell: (message: FromThread) => void): (message: ToThread) => Promise<void> {
  const note = (why: string) => tell({ kind: "failed", why });
  // Whatever reads the files is in this script.
  const maker = createHash("sha256").update(readFileSync(__filename)).digest("hex");
  const indexer = new Indexer({
    languages: readers,
    languageOf: languageOf(setup.languages),
    failed: note,
    ...(setup.storage !== undefined && {
      store: new DiskStore({ storage: setup.storage, maker, note }),
    }),
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

/** The status, whenever something has come of it that a user would see. */
function tellNews({ workspace }: Indexer, tell: (message: FromThread) => void): () => void {
  let told = "";
  return () => {
    const seen = `${workspace.state} ${String(workspace.scans.done)}`;
    if (seen === told) return;
    told = seen;
    tell({ kind: "status", status: statusOf(workspace) });
  };
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
}
