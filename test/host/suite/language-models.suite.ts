/** The user's models as VS Code's own chat and other extensions meet them: through `vscode.lm`, from another extension than ours. */
import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { after, before, describe, it } from "mocha";
import * as vscode from "vscode";

import { type FakeProvider, startFakeProvider } from "../../support/fake-provider.ts";
import { until } from "./until.ts";

const FOLDER = join(process.env["KEYFILL_HOME"] ?? "", "providers.d");
const FILE = join(FOLDER, "lent.yaml");
const SEES = join(FOLDER, "sees.yaml");
const SECRET = "sk-ant-api03-k9Xb2LpQ7vRt5YwZ1mNc8HjD4sFg6aUe0iOq3KxVbTyGhJdMfPzWrCnElSuA-AAAAAAAA";

/** VS Code looks at images on their way: it has to be one. */
const PIXEL =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const TOOL = {
  name: "weather",
  description: "Tells the weather.",
  inputSchema: { type: "object", properties: { city: { type: "string" } } },
};

const CALLS = [
  { index: 0, id: "call00001", type: "function", function: { name: "weather", arguments: '{"ci' } },
  { index: 0, function: { arguments: 'ty":"Köln"}' } },
];

/** As OpenAI streams a call: in pieces. */
const STREAMED_CALL = [
  ...CALLS.map((call) => ({ choices: [{ index: 0, delta: { tool_calls: [call] } }] })),
  { choices: [{ index: 0, delta: {}, finish_reason: "tool_calls" }] },
]
  .map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`)
  .join("");

export function defineLanguageModelTests(): void {
  describe(`The user's models in vscode.lm of VS Code ${vscode.version}`, () => {
    let provider: FakeProvider;
    let model: vscode.LanguageModelChat;

    const offered = (target: string) =>
      until(async () => {
        const models = await vscode.lm.selectChatModels({ vendor: "keyfill" });
        return models.find(({ id }) => id === target);
      });
    const send = (
      messages: vscode.LanguageModelChatMessage[],
      options: vscode.LanguageModelChatRequestOptions = {},
      token?: vscode.CancellationToken,
    ) => model.sendRequest(messages, { justification: "A test.", ...options }, token);
    const user = (content: Parameters<typeof vscode.LanguageModelChatMessage.User>[0]) =>
      vscode.LanguageModelChatMessage.User(content);
    const lastBody = () => provider.requests.at(-1)?.body ?? {};

    before(async () => {
      provider = await startFakeProvider();
      mkdirSync(FOLDER, { recursive: true });
      writeFileSync(FILE, `base_url: ${provider.url}\nchat_model: qwen2.5-coder-7b-instruct\n`);
      model = await offered("lent/qwen2.5-coder-7b-instruct");
    });
    after(async () => {
      rmSync(FILE, { force: true });
      rmSync(SEES, { force: true });
      await provider.close();
    });

    it("says what it is", () => {
      assert.equal(model.vendor, "keyfill");
      assert.equal(model.family, "qwen2.5-coder-7b-instruct");
      assert.ok(model.maxInputTokens > 10_000, String(model.maxInputTokens));
    });

    it("streams text piece by piece, and covers secrets", async () => {
      provider.behave({ kind: "stream", pieces: ["One", " two", " three."], everyMs: 20 });
      const response = await send([user(`My key is ${SECRET}. Count.`)]);
      const pieces: string[] = [];
      for await (const piece of response.text) pieces.push(piece);
      assert.equal(pieces.join(""), "One two three.");
      assert.ok(pieces.length > 1, JSON.stringify(pieces));
      const sent = JSON.stringify(lastBody());
      assert.match(sent, /My key is sk-ant-api03-REDACT/);
      assert.ok(!sent.includes(SECRET));
    });

    it("calls tools, and takes their results", async () => {
      provider.behave({ kind: "raw", body: `${STREAMED_CALL}data: [DONE]\n\n` });
      const asked = [user("Is it raining?")];
      const required = { tools: [TOOL], toolMode: vscode.LanguageModelChatToolMode.Required };
      const response = await send(asked, required);
      const parts: unknown[] = [];
      for await (const part of response.stream) parts.push(part);
      const [call] = parts.filter((part) => part instanceof vscode.LanguageModelToolCallPart);
      assert.ok(call);
      assert.deepEqual([call.name, call.input], ["weather", { city: "Köln" }]);
      assert.equal(lastBody()["tool_choice"], "required");

      provider.behave({ kind: "stream", pieces: ["It is."] });
      const result = new vscode.LanguageModelToolResultPart(call.callId, [
        new vscode.LanguageModelTextPart("Rain."),
      ]);
      const history = [...asked, vscode.LanguageModelChatMessage.Assistant([call]), user([result])];
      const second = await send(history, { tools: [TOOL] });
      let text = "";
      for await (const piece of second.text) text += piece;
      assert.equal(text, "It is.");
      const [, assistant, tool] = Object(lastBody())["messages"];
      assert.equal(assistant.tool_calls[0].function.name, "weather");
      assert.deepEqual(JSON.parse(assistant.tool_calls[0].function.arguments), { city: "Köln" });
      assert.deepEqual([tool.role, tool.tool_call_id, tool.content], ["tool", call.callId, "Rain."]);
    });

    it("counts as its model does", async () => {
      const text = "def area(side: float) -> float:";
      assert.equal(await model.countTokens(text), 9);
      assert.ok((await model.countTokens(user(text))) > 9);
    });

    it("stops asking when it is cancelled", async () => {
      provider.behave({ kind: "stall", pieces: ["One"] });
      const cancelling = new vscode.CancellationTokenSource();
      const response = await send([user("Count.")], {}, cancelling.token);
      for await (const piece of response.text) {
        assert.equal(piece, "One");
        break;
      }
      const before = provider.aborted();
      cancelling.cancel();
      await until(() => (provider.aborted() > before ? true : undefined));
    });

    it("fails with advice, under VS Code's names", async () => {
      const failure = async (status: number, error: object = {}) => {
        provider.behave({ kind: "status", status, body: JSON.stringify({ error }) });
        try {
          const response = await send([user("Count.")]);
          for await (const piece of response.text) assert.fail(piece);
        } catch (error) {
          assert.ok(error instanceof Error);
          return { code: String(Object(error).code), message: error.message };
        }
        return assert.fail("it did not fail");
      };
      const refused = await failure(401);
      assert.equal(refused.code, "NoPermissions");
      assert.match(refused.message, /401.*Set API Key/);
      const gone = { code: "model_not_found", message: "The model does not exist." };
      assert.equal((await failure(404, gone)).code, "NotFound");
    });

    it("is offered as soon as it is set up, with images where it sees them, and no longer than that", async () => {
      writeFileSync(SEES, `base_url: ${provider.url}\nchat_model: gpt-4o\n`);
      const sees = await offered("sees/gpt-4o");
      provider.behave({ kind: "stream", pieces: ["A cat."] });
      const image = vscode.LanguageModelDataPart.image(Buffer.from(PIXEL, "base64"), "image/png");
      const response = await sees.sendRequest([
        user([new vscode.LanguageModelTextPart("What is it?"), image]),
      ]);
      let text = "";
      for await (const piece of response.text) text += piece;
      assert.equal(text, "A cat.");
      assert.match(JSON.stringify(lastBody()), /data:image\/png;base64,iVBORw/);
      rmSync(SEES);
      await until(async () => {
        const models = await vscode.lm.selectChatModels({ vendor: "keyfill" });
        return models.some(({ id }) => id === "sees/gpt-4o") ? undefined : true;
      });
    });
  });
}
