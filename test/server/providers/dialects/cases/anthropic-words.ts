/** The events that Anthropic's streams are made of. */

export const AI = "shape of github.com/vercel/ai packages/anthropic/src/__fixtures__/";
export const start = (
  usage: object = {
    input_tokens: 47,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    output_tokens: 2,
  },
) => ({
  type: "message_start",
  message: {
    model: "claude-1",
    id: "msg_1",
    type: "message",
    role: "assistant",
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  },
});
export const block = (index: number, content_block: object) => ({
  type: "content_block_start",
  index,
  content_block,
});
export const delta = (index: number, said: object) => ({ type: "content_block_delta", index, delta: said });
export const close = (index: number) => ({ type: "content_block_stop", index });
export const end = (stop_reason: string, usage: object = { output_tokens: 9 }) => [
  { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage },
  { type: "message_stop" },
];
export const by = "msg_1 claude-1";
