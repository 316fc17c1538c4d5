/** What the protocol costs: a keystroke in a file of 5,000 lines that the gate turns down, against a bare request over the same IPC. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { InlineCompletionTriggerKind } from "vscode-languageserver-protocol/node";

import { LspClient } from "../support/lsp-client.ts";
import { build } from "../tools/build.ts";
import { compared, type Group, limited, percentile } from "./metric.ts";
import { startEcho } from "./typing/echo.ts";

const KEYSTROKES = 600;
const WARM_UP = 100;
const LINES = 5000;
const URI = "file:///bench.ts";

async function openLongFile(client: LspClient): Promise<void> {
  const text = Array.from(
    { length: LINES },
    (_, line) => `  const value${String(line)} = compute(${String(line)});\n`,
  );
  await client.connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri: URI, languageId: "typescript", version: 1, text: text.join("") },
  });
}

/** One letter into the middle of a word: nothing is to be suggested there. */
async function keystroke({ connection }: LspClient, version: number): Promise<unknown> {
  const position = { line: LINES / 2, character: 10 };
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri: URI, version },
    contentChanges: [{ range: { start: position, end: position }, text: "x" }],
  });
  return connection.sendRequest("textDocument/inlineCompletion", {
    textDocument: { uri: URI },
    position: { line: position.line, character: 11 },
    context: { triggerKind: InlineCompletionTriggerKind.Automatic },
  });
}

export const lsp: Group = {
  name: "lsp",
  about: `didChange and inlineCompletion in a file of ${String(LINES)} lines, against a bare request`,
  async measure() {
    await build();
    const folder = mkdtempSync(join(tmpdir(), "keyfill-bench-"));
    const bare = startEcho(folder);
    const client = await LspClient.start({ env: { KEYFILL_HOME: folder } });
    try {
      await openLongFile(client);
      const ours: number[] = [];
      const baseline: number[] = [];
      for (let version = 2; version < KEYSTROKES + WARM_UP; version++) {
        const started = performance.now();
        await bare.ask();
        const between = performance.now();
        await keystroke(client, version);
        const ended = performance.now();
        if (version < WARM_UP) continue;
        baseline.push((between - started) * 1000);
        ours.push((ended - between) * 1000);
      }
      return {
        "keystroke p50": compared({
          unit: "µs",
          ours,
          baseline,
          aim: "≤ 2 times a bare request",
          minRatio: 0.5,
        }),
        "keystroke p99": limited(percentile(ours, 0.99), "µs", 5000),
      };
    } finally {
      await client.stop();
      bare.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
