/**
 * What Keyfill relies on in a real llama.cpp server, seen with plain fetch: so that a fault in our
 * own client cannot hide here, and a change in the server's behaviour shows.
 */
import { createParser } from "eventsource-parser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as z from "zod";
import { llamaServerBinary, missingTools } from "./build.ts";
import { modelFile, type ModelName } from "./make-models.ts";
import { startLlamaServer, type LlamaServer } from "./start.ts";

const missing = missingTools();
const title =
  missing === undefined ? "a real llama-server" : `a real llama-server: not built, it needs ${missing}`;

// The first run builds the server.
const buildWithinMs = 40 * 60_000;
const answerWithinMs = 60_000;

const twins = {
  before: `function area(width, height) {
  return width * height;
}

function surface(width, height) {
  `,
  after: "\n}\n",
};

const completion = z.object({
  choices: z.array(z.object({ text: z.string(), finish_reason: z.string().nullable() })),
  usage: z
    .object({
      prompt_tokens: z.number(),
      prompt_tokens_details: z.object({ cached_tokens: z.number() }).optional(),
    })
    .optional(),
  timings: z.object({ cache_n: z.number(), prompt_n: z.number() }).optional(),
});
type Completion = z.infer<typeof completion>;

// Counted with Hugging Face's tokenizers library and Qwen2.5's own tokenizer.json.
const counted = [
  ["const greeting = `héllo ${name} 👋🏽`;\r\n\r\n\treturn 12345;\n", 23],
  [`${" ".repeat(36)}}\n\n\n\n// ─────────────────────────\n`, 9],
  [
    "<|repo_name|>shop<|file_sep|>src/数学.py\ndef 加(a, b):\n    return a + b\n<|fim_prefix|>x = <|fim_suffix|>\n<|fim_middle|>",
    27,
  ],
] as const;

const filled = [
  [
    "the rest of a statement",
    "function area(width, height) {\n  return width * height;\n}\n\nfunction surface(width, height) {\n  return▮\n}\n",
    " width * height;\n",
  ],
  [
    "a line after its indent",
    "function area(width, height) {\n  return width * height;\n}\n\nfunction surface(width, height) {\n  ▮\n}\n",
    "return width * height;\n",
  ],
  [
    "a line after its tab",
    "func Area(w int) int {\n\treturn w * w\n}\n\nfunc Size(w int) int {\n\t▮\n}\n",
    "return w * w",
  ],
  [
    "several lines",
    "class A:\n    def add(self, value):\n        self.items.append(value)\n        return self\n\nclass B:\n    def add(self, value):\n        ▮\n",
    "self.items.append(value)\n        return self",
  ],
  [
    "up to what follows on the line",
    "log(request.id, request.user.name);\nrun();\nlog(request.id, ▮);\nstop();\n",
    "request.user.name",
  ],
  [
    "from another file of the prompt",
    "<|repo_name|>shop<|file_sep|>src/cart.ts\nexport const sum = items.reduce((a, b) => a + b, 0);\n<|file_sep|>src/order.ts\n<|fim_prefix|>const sum = items▮\n",
    ".reduce((a, b) => a + b, 0);\n",
  ],
  [
    "from behind the hole",
    "const limit =▮\n\nfunction reset() {}\nconst limit = compute(5);\n",
    " compute(5);\n",
  ],
  ["nothing where nothing matches", "let zebra = 12;\nquux(▮)\n", ""],
] as const;

describe.skipIf(missing !== undefined && process.env["CI"] === undefined)(
  title,
  { timeout: answerWithinMs },
  () => {
    const servers = new Map<ModelName, LlamaServer>();

    beforeAll(async () => {
      expect(await llamaServerBinary()).toBeTypeOf("string");
      for (const model of ["random", "copying"] as const) {
        await modelFile(model);
        servers.set(model, await startLlamaServer({ model }));
      }
    }, buildWithinMs);

    afterAll(async () => {
      await Promise.all([...servers.values()].map((server) => server.stop()));
    });

    const ask = async (model: ModelName, path: string, options: Asking = {}): Promise<Response> => {
      const { body, signal = AbortSignal.timeout(answerWithinMs) } = options;
      const request = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
      return await fetch(`${servers.get(model)?.url ?? ""}${path}`, { ...request, signal });
    };

    const read = async <T>(schema: z.ZodType<T>, answer: Promise<Response>): Promise<T> =>
      schema.parse(await (await answer).json());

    const complete = async (model: ModelName, body: object): Promise<Completion> =>
      await read(completion, ask(model, "/v1/completions", { body: { temperature: 0, ...body } }));

    const isBusy = async (model: ModelName): Promise<boolean> => {
      const slots = await read(z.array(z.object({ is_processing: z.boolean() })), ask(model, "/slots"));
      return slots.some((slot) => slot.is_processing);
    };

    test("lists its model", async () => {
      const models = z.object({ data: z.array(z.object({ id: z.string() })) });
      const { data } = await read(models, ask("copying", "/v1/models"));
      expect(data.map(({ id }) => id)).toEqual(["qwen2.5-coder-copying"]);
    });

    test("streams a completion as server-sent events, the count at the end", async () => {
      const body = { prompt: fim(twins), temperature: 0, max_tokens: 32, stream: true };
      const withUsage = { ...body, stream_options: { include_usage: true } };
      const answer = await ask("copying", "/v1/completions", { body: withUsage });
      expect(answer.headers.get("content-type")).toMatch(/^text\/event-stream/);
      const events: string[] = [];
      createParser({ onEvent: ({ data }) => void events.push(data) }).feed(await answer.text());
      expect(events.at(-1)).toBe("[DONE]");
      const chunks = events.slice(0, -1).map((data) => completion.parse(JSON.parse(data)));
      const pieces = chunks.flatMap(({ choices }) => choices.map(({ text }) => text)).filter(Boolean);
      expect(pieces).toEqual(["return", " width", " *", " height", ";\n"]);
      expect(chunks.flatMap(({ choices }) => choices).at(-1)?.finish_reason).toBe("stop");
      expect(chunks.at(-1)?.usage?.prompt_tokens).toBe(27);
    });

    test.for([
      ["<|endoftext|>", 151643],
      ["<|fim_prefix|>", 151659],
      ["<|fim_middle|>", 151660],
      ["<|fim_suffix|>", 151661],
      ["<|fim_pad|>", 151662],
      ["<|repo_name|>", 151663],
      ["<|file_sep|>", 151664],
    ] as const)("the marker %s is the one token %d", async ([marker, id]) => {
      const body = { content: `a${marker}b`, parse_special: true };
      const tokenized = z.object({ tokens: z.array(z.number()) });
      const { tokens } = await read(tokenized, ask("random", "/tokenize", { body }));
      expect(tokens).toEqual([64, id, 65]);
    });

    test.for(counted)("counts %j as %d tokens", async ([prompt, count]) => {
      const { usage } = await complete("random", { prompt, max_tokens: 1 });
      expect(usage?.prompt_tokens).toBe(count);
    });

    test("frees its slot as soon as the client goes away", async () => {
      const client = new AbortController();
      const endless = { prompt: "a", max_tokens: 4_000, ignore_eos: true, stream: true };
      const answer = await ask("random", "/v1/completions", { body: endless, signal: client.signal });
      await answer.body?.getReader().read();
      expect(await isBusy("random")).toBe(true);
      client.abort();
      await expect.poll(async () => await isBusy("random"), { timeout: 10_000 }).toBe(false);
      expect(servers.get("random")?.log()).toMatch(/cancel/i);
    });

    test("reuses what the prompt has in common with the one before", async () => {
      const prompt = "let total = price * quantity;\n".repeat(40);
      const first = await complete("random", { prompt, max_tokens: 1 });
      expect(first.timings?.cache_n).toBeLessThan(10);
      const { usage, timings } = await complete("random", { prompt: `${prompt}let`, max_tokens: 1 });
      expect(timings?.cache_n).toBeGreaterThan(0.95 * (first.usage?.prompt_tokens ?? Infinity));
      expect(timings?.prompt_n).toBeLessThan(10);
      expect(usage?.prompt_tokens_details?.cached_tokens).toBe(timings?.cache_n);
    });

    test("refuses a prompt that is longer than its context, with both numbers", async () => {
      const answer = await ask("random", "/v1/completions", { body: { prompt: "a b ".repeat(4_000) } });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        error: { type: "exceed_context_size_error", n_ctx: 4_096 },
      });
    });

    test("wants the key that it was started with", async () => {
      const server = await startLlamaServer({ model: "random", apiKey: "sk-test", contextTokens: 256 });
      try {
        const request = { method: "POST", body: JSON.stringify({ prompt: "a", max_tokens: 1 }) };
        const refused = await fetch(`${server.url}/v1/completions`, request);
        expect(refused.status).toBe(401);
        expect(await refused.json()).toMatchObject({ error: { type: "authentication_error" } });
        const headers = { authorization: "Bearer sk-test" };
        const accepted = await fetch(`${server.url}/v1/completions`, { ...request, headers });
        expect(accepted.status).toBe(200);
      } finally {
        await server.stop();
      }
    });

    test("the random model does not fill a hole", async () => {
      const { choices } = await complete("random", { prompt: fim(twins), max_tokens: 8 });
      expect(choices[0]?.text).not.toContain("width");
    });

    test.for(filled)("the copying model fills in %s", async ([, text, filling]) => {
      const [before = "", after = ""] = text.split("▮");
      const prompt = fim({ before, after });
      const { choices } = await complete("copying", { prompt, max_tokens: 64 });
      expect(choices[0]).toMatchObject({ text: filling, finish_reason: "stop" });
    });
  },
);

interface Asking {
  readonly body?: object;
  readonly signal?: AbortSignal;
}

function fim({ before, after }: { before: string; after: string }): string {
  const start = before.includes("<|fim_prefix|>") ? "" : "<|fim_prefix|>";
  return `${start}${before}<|fim_suffix|>${after}<|fim_middle|>`;
}
