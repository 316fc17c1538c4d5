/** The wire formats that the fake provider speaks, by the path it is asked at: a piece of text, the end of a stream, a whole answer. */

export interface FakeWire {
  readonly path: RegExp;
  readonly type: "text/event-stream" | "application/x-ndjson";
  /** What is sent before the first piece. */
  readonly first?: string;
  readonly piece: (text: string) => string;
  /** The reason, the usage and the sign for the end. */
  readonly last: (pieces: number) => string;
  readonly whole: (text: string) => unknown;
}

export function event(data: unknown, name?: string): string {
  return `${name === undefined ? "" : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;
}

export function line(data: unknown): string {
  return `${JSON.stringify(data)}\n`;
}

const named = (data: { readonly type: string }) => event(data, data.type);

/** OpenAI and its many speakers differ only in how a choice says its text. */
function openAi(path: RegExp, said: (text: string) => object, saidWhole = said): FakeWire {
  const chunk = (choice: object) => ({ id: "c-1", model: "fake-1", choices: [{ index: 0, ...choice }] });
  const usage = (pieces: number) => ({ prompt_tokens: 7, completion_tokens: pieces });
  return {
    path,
    type: "text/event-stream",
    piece: (text) => event(chunk({ ...said(text), finish_reason: null })),
    last: (pieces) =>
      event(chunk({ ...said(""), finish_reason: "stop" })) +
      event({ choices: [], usage: usage(pieces) }) +
      "data: [DONE]\n\n",
    whole: (text) => ({ ...chunk({ ...saidWhole(text), finish_reason: "stop" }), usage: usage(1) }),
  };
}

const message = (text: string) => ({ message: { role: "assistant", content: text } });
const delta = (text: string) => ({ delta: { content: text } });
const anthropicUsage = (pieces: number) => ({ input_tokens: 7, output_tokens: pieces });
const responseOf = (status: string, pieces: number, output: readonly unknown[] = []) => ({
  id: "r-1",
  model: "fake-1",
  status,
  output,
  usage: { input_tokens: 7, output_tokens: pieces },
});
const geminiOf = (candidate: object, pieces?: number) => ({
  candidates: [{ index: 0, ...candidate }],
  modelVersion: "fake-1",
  responseId: "g-1",
  ...(pieces !== undefined && { usageMetadata: { promptTokenCount: 7, candidatesTokenCount: pieces } }),
});
const geminiText = (text: string) => ({ content: { role: "model", parts: [{ text }] } });

function ollama(path: RegExp, said: (text: string) => object): FakeWire {
  const done = (pieces: number) => ({
    done: true,
    done_reason: "stop",
    prompt_eval_count: 7,
    eval_count: pieces,
  });
  return {
    path,
    type: "application/x-ndjson",
    piece: (text) => line({ model: "fake-1", ...said(text), done: false }),
    last: (pieces) => line({ model: "fake-1", ...said(""), ...done(pieces) }),
    whole: (text) => ({ model: "fake-1", ...said(text), ...done(1) }),
  };
}

const WIRES: readonly FakeWire[] = [
  openAi(/\/fim\/completions$/, delta, message),
  openAi(/\/chat\/completions$/, delta, message),
  {
    path: /\/responses$/,
    type: "text/event-stream",
    first: named({ type: "response.created" }),
    piece: (text) => event({ type: "response.output_text.delta", delta: text }, "response.output_text.delta"),
    last: (pieces) =>
      event({ type: "response.completed", response: responseOf("completed", pieces) }, "response.completed"),
    whole: (text) =>
      responseOf("completed", 1, [{ type: "message", content: [{ type: "output_text", text }] }]),
  },
  {
    path: /\/messages$/,
    type: "text/event-stream",
    first:
      event(
        {
          type: "message_start",
          message: { id: "m-1", model: "fake-1", content: [], usage: anthropicUsage(1) },
        },
        "message_start",
      ) + event({ type: "content_block_start", index: 0, content_block: { type: "text", text: "" } }),
    piece: (text) =>
      event(
        { type: "content_block_delta", index: 0, delta: { type: "text_delta", text } },
        "content_block_delta",
      ),
    last: (pieces) =>
      event({ type: "content_block_stop", index: 0 }, "content_block_stop") +
      event(
        { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: pieces } },
        "message_delta",
      ) +
      named({ type: "message_stop" }),
    whole: (text) => ({
      id: "m-1",
      type: "message",
      model: "fake-1",
      content: [{ type: "text", text }],
      stop_reason: "end_turn",
      usage: anthropicUsage(1),
    }),
  },
  {
    path: /:(?:streamGenerateContent\?alt=sse|generateContent)$/,
    type: "text/event-stream",
    piece: (text) => event(geminiOf(geminiText(text))),
    last: (pieces) => event(geminiOf({ ...geminiText(""), finishReason: "STOP" }, pieces)),
    whole: (text) => geminiOf({ ...geminiText(text), finishReason: "STOP" }, 1),
  },
  ollama(/\/api\/generate$/, (text) => ({ response: text })),
  ollama(/\/api\/chat$/, message),
  {
    path: /\/infill$/,
    type: "text/event-stream",
    piece: (text) => event({ content: text, stop: false }),
    last: (pieces) =>
      event({ content: "", stop: true, stop_type: "eos", tokens_evaluated: 7, tokens_predicted: pieces }),
    whole: (text) => ({
      content: text,
      stop: true,
      stop_type: "eos",
      tokens_evaluated: 7,
      tokens_predicted: 1,
    }),
  },
  {
    path: /\/generate(?:_stream)?$/,
    type: "text/event-stream",
    piece: (text) => event({ token: { id: 1, text, special: false }, generated_text: null, details: null }),
    last: (pieces) =>
      event({
        token: { id: 0, text: "<|endoftext|>", special: true },
        generated_text: "",
        details: { finish_reason: "eos_token", generated_tokens: pieces, input_length: 7 },
      }),
    whole: (text) => ({
      generated_text: text,
      details: { finish_reason: "eos_token", generated_tokens: 1, prefill: [1, 2, 3, 4, 5, 6, 7] },
    }),
  },
  openAi(/(?:)/, (text) => ({ text })),
];

export function wireAt(path: string): FakeWire {
  const wire = WIRES.find((known) => known.path.test(path));
  if (!wire) throw new Error(`no wire format is served at ${path}`);
  return wire;
}
