/** What VS Code's own chat asks of the models that are set up, asked of the built server. */
import { expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver-protocol/node";

import type {
  LanguageModelAsked,
  LanguageModelEnd,
  LanguageModelPiece,
  LanguageModelPieces,
} from "../../../server/protocol/language-models.ts";
import { inPlainEnglish } from "../../support/in-plain-english.ts";
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

const user = (text: string) => ({ role: "user", parts: [{ kind: "text", text }] }) as const;
const TOOL = { name: "look", description: "Looks.", parameters: { type: "object" } };
const sent = () => server.provider.requests.at(-1)?.body ?? {};

const event = (data: { readonly type: string }) => `event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`;
const block = (index: number, content_block: object, ...deltas: readonly object[]) =>
  [
    { type: "content_block_start", index, content_block },
    ...deltas.map((delta) => ({ type: "content_block_delta", index, delta })),
    { type: "content_block_stop", index },
  ]
    .map(event)
    .join("");

/** A model that thinks, says something, and calls a tool, as Anthropic streams it. */
const THOUGHT_AND_CALLED = [
  event({ type: "message_start" }),
  block(
    0,
    { type: "thinking", thinking: "" },
    { type: "thinking_delta", thinking: "Hm, " },
    { type: "thinking_delta", thinking: "let me see." },
    { type: "signature_delta", signature: "sig-1" },
  ),
  block(1, { type: "text", text: "" }, { type: "text_delta", text: "I look." }),
  block(
    2,
    { type: "tool_use", id: "toolu_1", name: "look", input: {} },
    { type: "input_json_delta", partial_json: "{}" },
  ),
  event({ type: "message_stop" }),
].join("");

test("what was thought before a call goes back with it, signed, although the editor keeps no thoughts", async () => {
  await server.providerFile(
    "deep.yaml",
    `provider: anthropic\nbase_url: ${server.provider.url}\nchat_model: claude-sonnet-4-5\napi_key: k\n`,
  );
  await server.start();
  const target = "deep/claude-sonnet-4-5";
  server.provider.behave({ kind: "raw", body: THOUGHT_AND_CALLED });
  const { pieces, end } = ask({ target, tools: [TOOL], mustCall: true });
  expect(await end).toEqual({ kind: "ended", why: "said" });
  expect(pieces.at(-1)).toEqual({ kind: "call", call: { id: "toolu_1", name: "look", arguments: "{}" } });
  expect(sent()["tool_choice"]).toEqual({ type: "any" });

  const messages = [
    user("Hello"),
    {
      role: "assistant",
      parts: [{ kind: "text", text: "I look." }],
      toolCalls: [{ id: "toolu_1", name: "look", arguments: "{}" }],
    },
    { role: "tool", callId: "toolu_1", text: "Nothing." },
  ] as const;
  await ask({ target, tools: [TOOL], messages }).end;
  expect(sent()["messages"]).toMatchObject([
    { role: "user" },
    {
      role: "assistant",
      content: [
        { type: "thinking", thinking: "Hm, let me see.", signature: "sig-1" },
        { type: "text", text: "I look." },
        { type: "tool_use", id: "toolu_1" },
      ],
    },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1" }] },
  ]);
});

test("secrets are covered wherever they stand, in what was called, too", async () => {
  const secret = "AKIAQ7T3LZ5XN2VB4KWD";
  const toolCalls = [{ id: "c", name: "look", arguments: `{"a":"${secret}"}` }];
  const messages = [
    { role: "system", text: secret },
    user(secret),
    { role: "assistant", parts: [{ kind: "text", text: `key ${secret}` }], toolCalls },
    { role: "tool", callId: "c", text: secret },
  ] as const;
  await server.start();
  server.provider.behave({ kind: "stream", pieces: ["ok"] });
  expect(await ask({ messages, tools: [TOOL] }).end).toEqual({ kind: "ended", why: "said" });
  expect(JSON.stringify(sent())).not.toContain(secret);
  expect(JSON.stringify(sent()).match(/REDACT\w+/g)?.length).toBe(5);
});

test("a prompt that the model has no room for is not sent", async () => {
  await server.start();
  server.provider.behave({ kind: "stream", pieces: ["ok"] });
  const failure = { kind: "bad-request", message: expect.stringContaining("tokens") };
  const { end } = ask({ messages: [user("one two three four ".repeat(20_000))] });
  expect(inPlainEnglish(await end)).toMatchObject({ failure });
  expect(server.provider.requests).toEqual([]);
});

test("it is told whether there are models to chat with, whenever that may have changed", async () => {
  const told: unknown[] = [];
  const client = await server.start({ env: { KEYFILL_HOME: server.home } });
  client.connection.onNotification("keyfill/languageModels/changed", (news) => void told.push(news));
  await until(() => told.length > 0, "the first word of it");
  expect(told).toEqual([{ some: false, changed: false }]);
  await server.providerFile("more.yaml", `base_url: ${server.provider.url}\nchat_model: gpt-4o\n`);
  await until(() => told.length > 1, "the next word of it");
  expect(told.at(-1)).toEqual({ some: true, changed: true });
});
