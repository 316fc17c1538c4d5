/** The built server behind its real door, with a model behind a real HTTP server. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  CancellationTokenSource,
  type InlineCompletionItem,
  InlineCompletionTriggerKind,
  type Position,
} from "vscode-languageserver-protocol/node";

import { splitLines } from "../../server/completion/lines.ts";
import { startFakeModel } from "../support/fake-model.ts";
import { LspClient } from "../support/lsp-client.ts";
import type { Job } from "./job.ts";
import { answerTo, type Knowledge } from "./model.ts";
import type { Answering } from "./sitting.ts";
import type { Speed } from "./virtual-engine.ts";

export interface LspEngine extends Answering {
  readonly requests: () => number;
  readonly begin: (job: Job) => void;
  readonly close: () => Promise<void>;
}

interface Serving {
  readonly knowledge: Knowledge;
  readonly speed: Speed;
}

export async function lspEngine({ knowledge, speed }: Serving): Promise<LspEngine> {
  let job: Job = { before: "", removed: "", want: "", after: "" };
  const model = await startFakeModel(({ body }) => {
    const prompt = String(body["prompt"]);
    const prefix = /<\|fim_prefix\|>([^]*)<\|fim_suffix\|>/.exec(prompt)?.[1] ?? "";
    return { says: answerTo(prefix, job, knowledge), afterMs: speed.firstTextMs, everyMs: speed.pieceMs };
  });
  const home = mkdtempSync(join(tmpdir(), "keyfill-typing-"));
  const env = {
    KEYFILL_HOME: home,
    XDG_CACHE_HOME: home,
    KEYFILL_BASE_URL: `${model.url}/v1`,
    KEYFILL_MODEL: "qwen2.5-coder-7b",
  };
  const client = await LspClient.start({ env });
  const uri = "file:///w/a.js";
  let version = 1;
  let told = "";
  const textDocument = { uri, languageId: "javascript", version, text: "" };
  await client.connection.sendNotification("textDocument/didOpen", { textDocument });
  return {
    requests: () => model.questions.length,
    begin: (next) => (job = next),
    change(text) {
      const change = changeBetween(told, text);
      told = text;
      const params = { textDocument: { uri, version: ++version }, contentChanges: [change] };
      void client.connection.sendNotification("textDocument/didChange", params);
    },
    async ask({ head, manual, signal }) {
      const { Invoked, Automatic } = InlineCompletionTriggerKind;
      const source = new CancellationTokenSource();
      signal.addEventListener("abort", () => source.cancel());
      const params = {
        textDocument: { uri },
        position: positionAt(head),
        context: { triggerKind: manual ? Invoked : Automatic },
      };
      const items = await client.connection
        .sendRequest<readonly InlineCompletionItem[] | null>(
          "textDocument/inlineCompletion",
          params,
          source.token,
        )
        .catch(() => null);
      return (items ?? []).map(({ insertText, range }) => ({
        text: typeof insertText === "string" ? insertText : insertText.value,
        replaces: range ? range.end.character - range.start.character : 0,
      }));
    },
    async close() {
      await client.stop();
      await model.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function positionAt(head: string): Position {
  const lines = splitLines(head);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

function changeBetween(old: string, now: string) {
  let start = 0;
  while (start < old.length && old[start] === now[start]) start++;
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - start && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const range = { start: positionAt(old.slice(0, start)), end: positionAt(old.slice(0, old.length - tail)) };
  return { range, text: now.slice(start, now.length - tail) };
}
