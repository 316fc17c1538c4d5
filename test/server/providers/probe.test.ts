/** Verdicts over real HTTP, one for each way in which a server or a model turns out to be good or bad at filling holes. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { type FakeQuestion, filled, startFakeModel, wentOn } from "../../support/fake-model.ts";
import { at, CHAT, FIM, probing, TALK, TEXT } from "./probing.ts";

const { bench, now, kept, verdictOn } = await probing();

test("a model that fills in the middle", async () => {
  bench.reply = at(TEXT, filled);
  const verdict = await verdictOn(FIM);
  expect(verdict).toMatchObject({
    ok: true,
    transport: "openai-completions",
    form: "fim",
    template: { prefix: "<|fim_prefix|>" },
    multiline: true,
    pace: "fast",
    maxTokens: 256,
    thinks: false,
    remarks: [],
    target: { instance: "mine", model: FIM, baseUrl: `${now().server.url}/v1` },
  });
  expect(verdict.why).toBe(
    "qwen2.5-coder-7b fills in the middle, by openai-completions with the markers of its family.",
  );
  expect(verdict.ok && (verdict.tokensPerSecond ?? 0)).toBeGreaterThan(20);
});

test("the evidence says what was sent, what came, and in how many milliseconds", async () => {
  bench.reply = at(TEXT, filled);
  const { evidence } = await verdictOn(FIM);
  expect(evidence[0]).toMatchObject({
    transport: "openai-completions",
    hole: "rest of a line",
    sent: expect.stringContaining("<|fim_suffix|>"),
    came: " width * height",
    ms: expect.any(Number),
    finding: "filled",
    words: "It filled the hole.",
  });
});

test("a model that only chats completes in a chat, and the user is told that it is slower", async () => {
  bench.reply = at(TALK, (question) => `${filled(question) ?? "Hello!"}</FILL>`);
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: true, transport: "openai-chat", form: "chat" });
  expect(verdict.why).toMatch(/which is slower than a model that fills in the middle/);
});

test("a chat model that answers with prose completes nothing", async () => {
  bench.reply = at(TALK, () => "Sure! Here is the code that you are looking for:\n```js\nwidth\n```");
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("answered with prose instead of code");
});

test("a chat model that wraps its answer into a fence: what is in it counts", async () => {
  bench.reply = at(TALK, (question) => `\`\`\`js\n${filled(question) ?? ""}\n\`\`\``);
  expect(await verdictOn(CHAT)).toMatchObject({ ok: true, form: "chat" });
  bench.reply = at(TALK, () => "```js\nfunction nothing() {}\n```");
  expect((await verdictOn(CHAT)).why).toContain("wrapped the answer into a code fence");
});

const SUFFIX = { completion: ["openai-completions-suffix"] };

test("a server that takes a suffix", async () => {
  bench.reply = at(TEXT, filled);
  expect(await verdictOn("any-model", SUFFIX)).toMatchObject({
    ok: true,
    transport: "openai-completions-suffix",
    form: "infill",
  });
});

test("a server that ignores the suffix", async () => {
  bench.reply = at(TEXT, wentOn);
  const verdict = await verdictOn("any-model", SUFFIX);
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("went on as if nothing stood after the cursor");
  expect(verdict.evidence.map(({ finding }) => finding)).toEqual(["overran", "wrong", "wrong", "filled"]);
});

test("a server that refuses the suffix: its words, and the next way is tried", async () => {
  const words = "suffix is not currently supported";
  bench.reply = (question) =>
    question.body["suffix"] === undefined
      ? at(TALK, filled)(question)
      : { json: { error: { message: words, type: "BadRequestError", code: 400 } }, status: 400 };
  const completion = ["openai-completions-suffix", "openai-chat"];
  const verdict = await verdictOn("any-model", { completion });
  expect(verdict).toMatchObject({ ok: true, transport: "openai-chat" });
  expect(verdict.remarks.join(" ")).toContain(words);
  expect(verdict.evidence[0]).toMatchObject({ finding: "bad-request" });
});

test("markers that are not one token: nothing is asked with them", async () => {
  bench.isOneToken = (text) => text !== "<|fim_suffix|>";
  bench.reply = at(TEXT, filled);
  const verdict = await verdictOn(FIM, { completion: ["openai-completions"] });
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("<|fim_suffix|> is not one token in this model's tokenizer");
  expect(now().server.questions.filter(({ path }) => path === TEXT)).toEqual([]);
});

test("the server's own tokenizer is believed before ours", async () => {
  bench.isOneToken = () => false;
  const completes = at(TEXT, filled);
  bench.reply = (question) =>
    question.path === "/tokenize" ? { json: { tokens: [7] } } : completes(question);
  expect(await verdictOn(FIM)).toMatchObject({ ok: true, form: "fim" });
  bench.reply = (question) =>
    question.path === "/tokenize" ? { json: { tokens: [7, 8] } } : completes(question);
  bench.isOneToken = () => true;
  expect((await verdictOn(FIM)).why).toContain("not one token in the server's own tokenizer");
});

test("a model whose name tells nothing: the markers of the families are tried", async () => {
  bench.reply = at(TEXT, (question) =>
    question.text.includes("<｜fim▁hole｜>") ? filled(question) : "quite so",
  );
  const verdict = await verdictOn("house-model");
  expect(verdict).toMatchObject({ ok: true, form: "fim", family: "deepseek-coder" });
  expect(verdict.remarks.join(" ")).toContain("family: deepseek-coder");
});

test("guesses cost one request each, and are told together", async () => {
  bench.reply = at(TEXT, () => "quite so");
  const verdict = await verdictOn("house-model", { completion: ["openai-completions"] });
  expect(verdict.why).toContain("with the markers of qwen-coder, starcoder and deepseek-coder: it filled in");
  expect(now().server.questions.filter(({ path }) => path === TEXT)).toHaveLength(3);
});

test("behind a key: what is wrong with it, and nothing is kept", async () => {
  bench.reply = (question) =>
    question.authorization === "Bearer right"
      ? at(TEXT, filled)(question)
      : { json: { error: { message: "Incorrect API key provided" } }, status: 401 };
  const verdict = await verdictOn(FIM, { api_key: "wrong" });
  expect(verdict).toMatchObject({ ok: false, failure: "refused", advice: expect.stringMatching(/key/i) });
  expect(now().server.questions.filter(({ path }) => path === TEXT)).toHaveLength(1);
  expect(kept(FIM, { api_key: "wrong" })).toBeUndefined();
  expect(await verdictOn(FIM, { api_key: "right" })).toMatchObject({ ok: true });
});

test("a server that is down", async () => {
  const verdict = await verdictOn(FIM, { base_url: "http://127.0.0.1:9/v1" });
  expect(verdict).toMatchObject({ ok: false, failure: "unreachable" });
});

test("a server with a certificate of one's own: which setting helps, and with it, it works", async () => {
  const certificates = join(import.meta.dirname, "..", "http", "certificates");
  const [cert, key] = ["server.pem", "server.key.pem"].map((name) =>
    readFileSync(join(certificates, name), "utf8"),
  );
  const server = await startFakeModel(at(TEXT, filled), { cert: cert ?? "", key: key ?? "" });
  const base_url = `${server.url}/v1`;
  expect(await verdictOn(FIM, { base_url })).toMatchObject({
    ok: false,
    failure: "unreachable",
    advice: expect.stringMatching(/ca: FILE.*insecure: true/),
  });
  expect(await verdictOn(FIM, { base_url, ca: join(certificates, "ca.pem") })).toMatchObject({ ok: true });
  expect(await verdictOn(FIM, { base_url, insecure: true })).toMatchObject({ ok: true });
  await server.close();
});

test("a model that the server does not have", async () => {
  bench.reply = () => ({ json: { error: { message: "The model does not exist" } }, status: 404 });
  expect(await verdictOn(FIM)).toMatchObject({ ok: false, failure: "unknown-model" });
});

test("a model that the server does not have: those that it has", async () => {
  const data = ["starcoder2-3b", "qwen2.5-coder-7b-instruct"].map((id) => ({ id }));
  const missing = { error: { message: `The model ${FIM} does not exist`, code: "model_not_found" } };
  bench.reply = ({ path }) => (path === "/v1/models" ? { json: { data } } : { json: missing, status: 404 });
  expect(await verdictOn(FIM)).toMatchObject({
    failure: "unknown-model",
    alternatives: ["qwen2.5-coder-7b-instruct", "starcoder2-3b"],
    advice: expect.stringContaining("qwen2.5-coder-7b-instruct and starcoder2-3b fill in the middle"),
  });
});

test("a slow server: suggestions after a rest, and short", async () => {
  bench.reply = at(TEXT, filled, { afterMs: 350, everyMs: 150 });
  const verdict = await verdictOn(FIM);
  expect(verdict).toMatchObject({ ok: true, pace: "steady", restMs: 250 });
  expect(verdict.ok && verdict.maxTokens).toBeLessThan(200);
});

test("a server that loads the model for the first answer: said so", async () => {
  let asked = 0;
  bench.reply = (question) =>
    question.path === TEXT ? at(TEXT, filled, { afterMs: asked++ === 0 ? 500 : 0 })(question) : undefined;
  const verdict = await verdictOn(FIM);
  expect(verdict).toMatchObject({ ok: true });
  expect(verdict.remarks.join(" ")).toContain("the first one loads the model");
});

test("a model that thinks first and completes then", async () => {
  bench.reply = at(TALK, (question) => `<think>\nWhat is missing?\n</think>\n\n${filled(question) ?? ""}`);
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: true, thinks: true });
  expect(verdict.remarks).toContain("It thinks before it answers, so suggestions come late.");
});

test("a model that thinks until there is no room for an answer", async () => {
  bench.reply = at(TALK, () => "<think>\nLet me think about this hole for a good while");
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: false, advice: expect.stringContaining("does not think first") });
});

test("an answer in HTML", async () => {
  bench.reply = () => ({ html: "<!doctype html><title>Sign in</title>" });
  expect(await verdictOn(FIM)).toMatchObject({ ok: false, failure: "bad-answer" });
});

const BAD: readonly {
  readonly what: string;
  readonly say: (question: FakeQuestion) => string;
  readonly finding: string;
}[] = [
  { what: "nothing", say: () => "", finding: "empty" },
  { what: "its own markers", say: () => "<fim_middle>width * height", finding: "markers" },
  { what: "the prompt once more", say: ({ text }) => JSON.parse(text).prompt, finding: "markers" },
  {
    what: "what stands before the cursor",
    say: () => "return width * height;",
    finding: "echo",
  },
  { what: "garbage", say: () => "Ġzq 77 ;; %% lorem", finding: "wrong" },
];
test.for(BAD)("a model that answers with $what: $finding", async ({ say, finding }) => {
  bench.reply = at(TEXT, say);
  const verdict = await verdictOn(FIM, { completion: ["openai-completions"] });
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.evidence[0]).toMatchObject({ finding });
});

test("when the model cannot, those of the provider that can are named", async () => {
  const data = ["llama-3.3-70b-instruct", "qwen2.5-coder-7b", "text-embedding-3-small", "starcoder2-3b"];
  const chats = at(TALK, () => "I would be glad to help you with this!");
  bench.reply = (question) =>
    question.path === "/v1/models" ? { json: { data: data.map((id) => ({ id })) } } : chats(question);
  const verdict = await verdictOn(CHAT);
  expect(verdict).toMatchObject({ ok: false, alternatives: ["qwen2.5-coder-7b", "starcoder2-3b"] });
  expect(!verdict.ok && verdict.advice).toContain("qwen2.5-coder-7b and starcoder2-3b fill in the middle");
});

test("an embedding model is not asked at all", async () => {
  const verdict = await verdictOn("nomic-embed-text");
  expect(verdict).toMatchObject({ ok: false });
  expect(verdict.why).toContain("no text model but one for embedding");
  expect(now().server.questions.filter(({ method }) => method === "POST")).toEqual([]);
});
