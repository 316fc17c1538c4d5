/** What VS Code's own chat asks of the models that are set up, asked of the built server. */
import { expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";

import type {
  LanguageModelAsked,
  LanguageModelEnd,
  LanguageModelPiece,
  LanguageModelPieces,
} from "../../../server/protocol/language-models.ts";
import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

const server = runningServer();
const TARGET = "environment/qwen2.5-coder-7b";

function ask(asked: Partial<LanguageModelAsked>) {
  const pieces: LanguageModelPiece[] = [];
  const { connection } = server.client;
  connection.onNotification("keyfill/languageModels/pieces", (params: LanguageModelPieces) => {
    if (params.run === "r1") pieces.push(...params.pieces);
  });
  const cancel = new CancellationTokenSource();
  const messages = [{ role: "user", parts: [{ kind: "text", text: "Hello" }] }] as const;
  const params: LanguageModelAsked = { run: "r1", target: TARGET, messages, ...asked };
  const end = connection.sendRequest<LanguageModelEnd>("keyfill/languageModels/answer", params, cancel.token);
  return { pieces, end, cancel: () => cancel.cancel() };
}

test("an answer comes in pieces, and its end when all of them are there", async () => {
  await server.start();
  server.provider.behave({ kind: "stream", pieces: ["Hel", "lo", "!"], everyMs: 60 });
  const { pieces, end } = ask({ temperature: 0.3, maxTokens: 17 });
  expect(await end).toEqual({ kind: "ended", why: "said" });
  expect(pieces).toEqual(["Hel", "lo", "!"].map((text) => ({ kind: "text", text })));
  expect(server.provider.requests.at(-1)?.body).toMatchObject({ temperature: 0.3, max_tokens: 17 });
});

test("calls go out, and their results come back under the name of what was called", async () => {
  await server.start();
  const call = { id: "c1", function: { name: "look", arguments: '{"at":1}' } };
  const body = `data: ${JSON.stringify({ choices: [{ delta: { tool_calls: [{ index: 0, ...call }] }, finish_reason: "tool_calls" }] })}\n\n`;
  server.provider.behave({ kind: "raw", body });
  const tools = [{ name: "look", description: "Looks.", parameters: { type: "object" } }];
  const { pieces, end } = ask({
    tools,
    messages: [
      { role: "user", parts: [{ kind: "image", mediaType: "image/png", base64: "AAAA" }] },
      { role: "assistant", parts: [], toolCalls: [{ id: "c0", name: "look", arguments: "{}" }] },
      { role: "tool", callId: "c0", text: "a key: sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2m3n4" },
    ],
  });
  expect(await end).toEqual({ kind: "ended", why: "said" });
  expect(pieces).toEqual([{ kind: "call", call: { id: "c1", name: "look", arguments: '{"at":1}' } }]);
  const sent = JSON.stringify(server.provider.requests.at(-1)?.body);
  expect(sent).toContain("data:image/png;base64,AAAA");
  expect(sent).toContain('"tool_call_id":"c0"');
  expect(sent).not.toContain("a1b2c3d4");
});

test("a cancelled answer ends at the provider, too", async () => {
  await server.start();
  server.provider.behave({ kind: "stall", pieces: ["a"] });
  const { pieces, end, cancel } = ask({});
  await until(() => pieces.length > 0, "the first piece");
  cancel();
  expect(await end).toEqual({ kind: "ended", why: "stopped" });
  await until(() => server.provider.aborted() === 1, "the provider sees that it is over");
});

test("a failure is told with its advice", async () => {
  await server.start();
  server.provider.behave({ kind: "status", status: 401, body: '{"error":{"message":"bad key"}}' });
  expect(await ask({}).end).toMatchObject({ kind: "failed", failure: { kind: "refused", status: 401 } });
  expect(await ask({ target: "nobody/x" }).end).toMatchObject({ failure: { kind: "misconfigured" } });
});

test("every model that chats is listed, and counts as it does", async () => {
  await server.start();
  server.provider.behave({ kind: "status", status: 404, body: "{}" });
  const { connection } = server.client;
  const models = await connection.sendRequest("keyfill/languageModels/list");
  expect(models).toMatchObject([{ target: TARGET, windowTokens: 32768, tools: true, images: false }]);
  const count = (text: unknown) =>
    connection.sendRequest<number>("keyfill/languageModels/count", { target: TARGET, text });
  expect(await count("one two three")).toBe(3);
  expect(await count({ role: "user", parts: [{ kind: "text", text: "one two three" }] })).toBeGreaterThan(3);
});
