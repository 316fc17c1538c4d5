/** Tool calls in chat deltas, in the ways of the many who send them. */
import type { Answer } from "../cases.ts";

const AI = "shape of github.com/vercel/ai packages/";
const DONE = "data: [DONE]\n\n";
const delta = (said: object, finish_reason: string | null = null) => ({
  id: "chatcmpl-1",
  model: "m",
  choices: [{ index: 0, delta: said, finish_reason }],
});
const call = (piece: object) => delta({ tool_calls: [piece] });
const end = (reason = "tool_calls") => delta({}, reason);
const by = "chatcmpl-1 m";

export const openaiChatCalls: readonly Answer[] = [
  {
    name: "several at once, without a number (Moonshot)",
    source: `${AI}moonshotai/src/__fixtures__/moonshotai-stream-indexless-tool-calls.chunks.txt`,
    stream: [
      delta({
        tool_calls: [
          { id: "weather_0", type: "function", function: { name: "weather", arguments: "" } },
          { id: "time_1", type: "function", function: { name: "time", arguments: "" } },
        ],
      }),
      delta({
        tool_calls: [
          { function: { arguments: '{"city":"Rome"}' } },
          { function: { arguments: '{"zone":"UTC"}' } },
        ],
      }),
      delta({}, "tool_calls"),
    ],
    means: {
      calls: ['weather({"city":"Rome"})#weather_0', 'time({"zone":"UTC"})#time_1'],
      end: "tool-calls",
      by,
    },
  },
  {
    name: "a call without its list, and one with a number for an id",
    source:
      "https://huggingface.co/docs/text-generation-inference (DeltaToolCall), as several clients normalize it, seen 2026-11-20; the number: made up to be careful",
    stream: [
      delta({
        role: "assistant",
        tool_calls: { index: 0, id: "", type: "function", function: { name: "f", arguments: "{" } },
      }),
      delta({ role: "assistant", tool_calls: { index: 0, function: { name: null, arguments: '"x":1}' } } }),
      call({ index: 1, id: 7, function: { name: "g", arguments: "{}" } }),
      delta({}, "tool_calls"),
    ],
    means: { calls: ['f({"x":1})#?', "g({})#7"], end: "tool-calls", by },
  },
  {
    name: "a thought and a call in pieces, the id only in the first (DeepSeek)",
    source: `${AI}deepseek/src/chat/__fixtures__/deepseek-tool-call.chunks.txt`,
    stream: [
      delta({ role: "assistant", content: null, reasoning_content: "" }),
      delta({ content: null, reasoning_content: "The user" }),
      delta({ content: null, reasoning_content: " asks" }),
      call({
        index: 0,
        id: "call_00_I",
        type: "function",
        function: { name: "get_weather", arguments: "" },
      }),
      call({ index: 0, function: { arguments: "{" } }),
      call({ index: 0, function: { arguments: '"city": "São' } }),
      call({ index: 0, function: { arguments: ' Paulo"}' } }),
      {
        ...delta({ content: "", reasoning_content: null }, "tool_calls"),
        usage: { prompt_tokens: 374, completion_tokens: 61, prompt_cache_hit_tokens: 256 },
      },
      DONE,
    ],
    means: {
      reasoning: "The user asks",
      calls: ['get_weather({"city": "São Paulo"})#call_00_I'],
      usage: { inputTokens: 374, outputTokens: 61, cachedTokens: 256 },
      end: "tool-calls",
      by,
    },
  },
  {
    name: "ids that are empty after the first piece (Qwen)",
    source: `${AI}alibaba/src/__fixtures__/alibaba-tool-call.chunks.txt`,
    stream: [
      call({ index: 0, id: "call_e", type: "function", function: { name: "get_weather", arguments: "" } }),
      call({ index: 0, id: "", type: "function", function: { arguments: '{"city": "Rome' } }),
      call({ index: 0, id: "", type: "function", function: { arguments: '"}' } }),
      {
        choices: [{ delta: { tool_calls: [{ function: { arguments: "" }, index: 0, id: "" }] }, index: 0 }],
      },
      end(),
      DONE,
    ],
    means: { calls: ['get_weather({"city": "Rome"})#call_e'], end: "tool-calls", by },
  },
  {
    name: "names that are empty after the first piece (Mistral)",
    source: `${AI}mistral/src/__fixtures__/mistral-incremental-tool-call.chunks.txt`,
    stream: [
      call({ id: "c-1", type: "function", function: { name: "get_weather", arguments: "" }, index: 0 }),
      call({ type: "function", function: { name: "", arguments: '{"city": "Berlin"}' }, index: 0 }),
      end(),
    ],
    means: { calls: ['get_weather({"city": "Berlin"})#c-1'], end: "tool-calls", by },
  },
  {
    name: "a call that is whole and has no index (Mistral)",
    source: `${AI}mistral/src/__fixtures__/mistral-tool-call.chunks.txt`,
    stream: [
      delta(
        {
          content: null,
          tool_calls: [
            { id: "gSIMJiOkT", function: { name: "get_weather", arguments: '{"city": "Oslo"}' } },
            { id: "gSIMJiOkU", function: { name: "get_weather", arguments: '{"city": "Rome"}' } },
          ],
        },
        "tool_calls",
      ),
    ],
    means: {
      calls: ['get_weather({"city": "Oslo"})#gSIMJiOkT', 'get_weather({"city": "Rome"})#gSIMJiOkU'],
      end: "tool-calls",
      by,
    },
  },
  {
    name: "a call without arguments (Groq)",
    source: `${AI}groq/src/__fixtures__/groq-tool-call.chunks.txt`,
    stream: [
      delta({ role: "assistant", content: null }),
      call({ id: "tk85", type: "function", function: { name: "now", arguments: "{}" }, index: 0 }),
      { ...end(), x_groq: { id: "req_1", usage: { prompt_tokens: 210, completion_tokens: 15 } } },
    ],
    means: {
      calls: ["now({})#tk85"],
      usage: { inputTokens: 210, outputTokens: 15 },
      end: "tool-calls",
      by,
    },
  },
  {
    name: "calls side by side, their pieces mixed; no ids; one never becomes JSON; a bad piece between",
    source: "issue 4, item 2; wire-facts.md, section 2",
    stream: [
      call({ index: 0, function: { name: "a", arguments: "{}" } }),
      call({ index: 1, function: { name: "b", arguments: '{"x"' } }),
      call({ index: 0, function: { arguments: '{"y":' } }),
      delta({ tool_calls: ["nonsense", null, { index: 1, function: null }] }),
      call({ index: 1, function: { arguments: ": 1" } }),
      call({ index: 0, function: { arguments: "2}" } }),
      call({ index: 2, function: { name: "c", arguments: "" } }),
      end(),
    ],
    means: { calls: ['a({"y":2})#?', 'b({"x": 1)#?', "c({})#?"], end: "tool-calls", by },
  },
  {
    name: "two calls that are both numbered 0",
    source: "https://github.com/0xPlaygrounds/rig/pull/1443, read 2026-11-20: LiteLLM and OneAPI",
    stream: [
      call({ index: 0, id: "a", function: { name: "f", arguments: '{"x":1}' } }),
      call({ index: 0, id: "b", function: { name: "f", arguments: '{"x":2}' } }),
      end(),
    ],
    means: { calls: ['f({"x":1})#a', 'f({"x":2})#b'], end: "tool-calls", by },
  },
  {
    name: "calls again in a message at the end",
    source: "wire-facts.md, section 2: final tool_calls in message instead of delta",
    stream: [
      delta({ content: "So." }),
      call({ index: 0, id: "a", function: { name: "f", arguments: '{"x":' } }),
      {
        ...delta({}, "stop"),
        choices: [
          {
            finish_reason: "stop",
            message: {
              content: "So.",
              tool_calls: [
                { index: 0, id: "a", function: { name: "f", arguments: '{"x":1}' } },
                { index: 1, id: "b", function: { name: "g", arguments: { y: 2 } } },
              ],
            },
          },
        ],
      },
    ],
    means: { text: "So.", calls: ['f({"x":1})#a', 'g({"y":2})#b'], end: "tool-calls", by },
  },
  {
    name: "empty lists of calls beside thoughts",
    source: `${AI}openai-compatible/src/chat/__fixtures__/issue-20203-empty-tool-calls.chunks.txt`,
    stream: [
      delta({ role: "assistant", content: "", reasoning_content: "Think ", tool_calls: [] }),
      delta({ content: "", reasoning_content: "more.", tool_calls: [] }),
      delta({ content: "Hello", reasoning_content: "", tool_calls: [] }, "stop"),
    ],
    means: { text: "Hello", reasoning: "Think more.", by },
  },
  {
    name: "whole, with a thought and calls",
    source: `${AI}groq/src/__fixtures__/groq-tool-call.json`,
    whole: {
      id: "chatcmpl-1",
      model: "m",
      choices: [
        {
          index: 0,
          message: {
            role: "assistant",
            content: "Let me see.",
            reasoning_content: "Hm.",
            tool_calls: [
              { id: "a", type: "function", function: { name: "f", arguments: "" } },
              { id: "b", type: "function", function: { name: "f", arguments: '{"x":1}' } },
            ],
          },
          finish_reason: "tool_calls",
        },
      ],
      usage: { prompt_tokens: 82, completion_tokens: 17, total_tokens: 99 },
    },
    means: {
      text: "Let me see.",
      reasoning: "Hm.",
      calls: ["f({})#a", 'f({"x":1})#b'],
      usage: { inputTokens: 82, outputTokens: 17, totalTokens: 99 },
      end: "tool-calls",
      by,
    },
  },
];
