/** A small Qwen2 model with random weights: it answers anything, and the same at every run. */
import { random } from "../../support/random.ts";
import type { GgufValue, Metadata, Tensor } from "./gguf.ts";
import type { Vocabulary } from "./qwen-vocabulary.ts";
import { f32, q4 } from "./tensors.ts";

const embedding = 64;
const feedForward = 128;
const heads = 2;
const layerCount = 2;

export function randomModel(vocabulary: Vocabulary): { metadata: Metadata; tensors: Tensor[] } {
  const metadata = new Map<string, GgufValue>([
    ["general.architecture", { kind: "string", value: "qwen2" }],
    ["general.name", { kind: "string", value: "random" }],
    ["qwen2.context_length", { kind: "uint32", value: 32_768 }],
    ["qwen2.embedding_length", { kind: "uint32", value: embedding }],
    ["qwen2.block_count", { kind: "uint32", value: layerCount }],
    ["qwen2.feed_forward_length", { kind: "uint32", value: feedForward }],
    ["qwen2.attention.head_count", { kind: "uint32", value: heads }],
    ["qwen2.attention.head_count_kv", { kind: "uint32", value: heads }],
    ["qwen2.attention.layer_norm_rms_epsilon", { kind: "float32", value: 1e-6 }],
    ["qwen2.rope.freq_base", { kind: "float32", value: 1_000_000 }],
    ...vocabulary.metadata,
  ]);
  const next = random(1);
  return {
    metadata,
    tensors: [
      q4("token_embd.weight", [embedding, vocabulary.tokens.length], {
        scale: 0.1,
        write: (values) => {
          for (let i = 0; i < embedding; i += 1) values[i] = next(15) - 7;
        },
      }),
      f32("output_norm.weight", [embedding], new Float32Array(embedding).fill(1)),
      ...Array.from({ length: layerCount }, (_, index) => layer(index, next)).flat(),
    ],
  };
}

function layer(index: number, next: (below: number) => number): Tensor[] {
  const name = (part: string): string => `blk.${String(index)}.${part}`;
  const matrix = (part: string, columns: number, rows: number): Tensor => {
    const reach = Math.sqrt(3 / columns);
    const values = Float32Array.from({ length: columns * rows }, () => (next(2_001) / 1_000 - 1) * reach);
    return f32(name(part), [columns, rows], values);
  };
  const filled = (part: string, value: number): Tensor =>
    f32(name(part), [embedding], new Float32Array(embedding).fill(value));
  return [
    filled("attn_norm.weight", 1),
    ...["q", "k", "v"].flatMap((part) => [
      matrix(`attn_${part}.weight`, embedding, embedding),
      filled(`attn_${part}.bias`, 0),
    ]),
    matrix("attn_output.weight", embedding, embedding),
    filled("ffn_norm.weight", 1),
    matrix("ffn_gate.weight", embedding, feedForward),
    matrix("ffn_up.weight", embedding, feedForward),
    matrix("ffn_down.weight", feedForward, embedding),
  ];
}
