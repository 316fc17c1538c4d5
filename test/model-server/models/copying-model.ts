/**
 * A model that copies, as GPT-2 weights set by hand. In a fill-in-the-middle prompt it takes the
 * tokens before the hole, finds where the same tokens stood before, and goes on as it went on
 * there. It ends where the copy reaches what follows the hole, and says nothing where nothing
 * matches.
 *
 * How: the token `<|fim_middle|>` is made to stand for the last token of the prefix (layers 0 and
 * 1); eight layers gather the eight tokens before each token; one attends to the place with the same
 * history and takes its token; the last one puts the end in place of a token that opens the suffix.
 */
import {
  constant,
  contextTokens,
  embedToken,
  frequencies,
  pairs,
  placeEmbeddings,
  slots,
  width,
} from "./copying-stream.ts";
import type { GgufValue, Metadata, Tensor } from "./gguf.ts";
import type { Vocabulary } from "./qwen-vocabulary.ts";
import { f16, f32, q4 } from "./tensors.ts";
import * as code from "./token-code.ts";
import { TransformerLayer, type Head, type Rotation, type Slot } from "./transformer-layer.ts";

/** How strongly a head attends to an exact position; anything else gets at most half of it. */
const sharpness = 100;

const back = (tokens: number): Rotation => ({ frequencies, tokens: -tokens });
const end = code.tokenCode(code.tokenForm("<|endoftext|>"));

export function copyingModel(vocabulary: Vocabulary): {
  metadata: Metadata;
  tensors: Tensor[];
} {
  const { embedding, heads, feedForward } = width;
  const metadata = new Map<string, GgufValue>([
    ["general.architecture", { kind: "string", value: "gpt2" }],
    ["general.name", { kind: "string", value: "copying" }],
    ["gpt2.context_length", { kind: "uint32", value: contextTokens }],
    ["gpt2.embedding_length", { kind: "uint32", value: embedding }],
    ["gpt2.block_count", { kind: "uint32", value: layers().length }],
    ["gpt2.feed_forward_length", { kind: "uint32", value: feedForward }],
    ["gpt2.attention.head_count", { kind: "uint32", value: heads }],
    ["gpt2.attention.layer_norm_epsilon", { kind: "float32", value: 1e-5 }],
    ...vocabulary.metadata,
  ]);
  // Only what is to be said reaches the logits, which are then about 38 for it and at most 20
  // for anything else.
  const outputNorm = new Float32Array(embedding);
  outputNorm.fill(0.4 * width.norm, slots.token.at, slots.token.at + slots.token.size);
  return {
    metadata,
    tensors: [
      q4("token_embd.weight", [embedding, vocabulary.tokens.length], {
        scale: 1,
        write: (values, id) => {
          embedToken(values, id, vocabulary.tokens[id] ?? "");
        },
      }),
      f16("position_embd.weight", [embedding, contextTokens], placeEmbeddings()),
      f32("output_norm.weight", [embedding], outputNorm),
      f32("output_norm.bias", [embedding], new Float32Array(embedding)),
      ...layers().flatMap((layer, index) => layer.tensors(index)),
    ],
  };
}

function layers(): TransformerLayer[] {
  return [originLayer(), standingLayer(), ...historyLayers(), copyLayer(), endLayer()];
}

/** Gives each token its own position, and the middle marker that of the prefix's last token. */
function originLayer(): TransformerLayer {
  const layer = new TransformerLayer(width);
  layer
    .head(0)
    .match(slots.position, slots.position, sharpness / pairs)
    .match(slots.isMiddle, slots.isSuffix, 2 * sharpness)
    .move(slots.position, slots.origin);
  layer.turnWhere(slots.isMiddle, slots.origin, back(1));
  return layer;
}

/** Takes over the token at that position; a single blank before the hole is passed over. */
function standingLayer(): TransformerLayer {
  const layer = new TransformerLayer(width);
  layer
    .head(0)
    .match(slots.origin, slots.position, sharpness / pairs)
    .match(slots.origin, slots.position, { weight: (0.8 * sharpness) / pairs, turn: back(1) })
    .match(slots.isMiddle, slots.isBlank, -0.5 * sharpness)
    .move(slots.token, slots.self)
    .move(slots.position, slots.standing);
  // Only the middle marker looks before the hole; what is generated looks at the marker.
  layer
    .head(1)
    .match(slots.origin, slots.position, sharpness / pairs)
    .match(slots.one, slots.isMiddle, (3 * sharpness) / constant)
    .match(slots.isMiddle, slots.isMiddle, -6 * sharpness)
    .move(slots.isIndent, slots.afterIndent)
    .move(slots.isMiddle, slots.isGenerated);
  return layer;
}

/** Takes over what the token before knows of the past: one token further with each layer. */
function historyLayers(): TransformerLayer[] {
  const steps: ((head: Head) => void)[] = [
    (head) => {
      head
        .move(slots.self, word(slots.before1))
        .move(tail(slots.self), lineEnd(slots.before1))
        .move(slots.isSuffix, slots.opensSuffix)
        .move(slots.isLineEnd, slots.followsLineEnd);
    },
    (head) => {
      head.move(slots.before1, slots.before2).move(slots.opensSuffix, slots.followsOpening);
    },
    (head) => head.move(slots.before2, slots.before3),
    (head) => head.move(slots.before3, slots.before4),
    (head) => head.move(slots.before4, slots.before5),
    (head) => head.move(slots.before5, slots.before6),
    (head) => head.move(slots.before6, slots.before7),
    (head) => head.move(slots.before7, slots.before8),
  ];
  const oneBack = { weight: sharpness / pairs, turn: back(1) };
  return steps.map((step) => {
    const layer = new TransformerLayer(width);
    step(layer.head(0).match(slots.standing, slots.position, oneBack));
    return layer;
  });
}

/**
 * Attends to where the same tokens came before, and takes the token that stands there. The last
 * token must be the same and end its line alike, and one more of the last four: the points of a match
 * are compared with the threshold, which attends to the prefix marker and says the end.
 */
function copyLayer(): TransformerLayer {
  const layer = new TransformerLayer(width);
  const point = 6;
  const perWord = point / code.wordSize;
  layer
    .head(0)
    .match(word(slots.self), word(slots.before1), 12 * perWord)
    .match(tail(slots.self), lineEnd(slots.before1), (7 * point) / code.lineEndSize)
    .match(word(slots.before1), slots.before2, 3 * perWord)
    .match(slots.before2, slots.before3, 2.5 * 2 * perWord)
    .match(slots.before3, slots.before4, 2 * 2 * perWord)
    .match(slots.before4, slots.before5, 2 * perWord)
    .match(slots.before5, slots.before6, 2 * perWord)
    .match(slots.before6, slots.before7, 2 * perWord)
    .match(slots.before7, slots.before8, 2 * perWord)
    .match(slots.one, slots.isPrefix, (20.25 * point) / constant)
    // Of equal places, the last.
    .match(slots.one, slots.place, (1.5 * point) / constant)
    // The suffix marker, and the blank that was passed over, stand where the hole begins, so that
    // their history is always the same. Where a copy reaches that marker, it has come full circle;
    // what it has said itself is no pattern.
    .match(slots.isMiddle, slots.isSuffix, -40 * point)
    .match(slots.afterIndent, slots.isBlank, -20 * point)
    .match(slots.one, slots.isSuffix, (2 * point) / constant)
    .match(slots.one, slots.isGenerated, (-40 * point) / constant)
    .move(slots.self, slots.token)
    .emit(slots.isPrefix, slots.token, end)
    .emit(slots.isSuffix, slots.token, end)
    .emit(slots.isOtherMarker, slots.token, end);
  // What was embedded makes room.
  layer
    .head(1)
    .match(slots.position, slots.position, sharpness / pairs)
    .move(slots.token, slots.token, -1);
  return layer;
}

/**
 * Compares what is about to be said with the token that opens the suffix, and, where that is a line
 * end, with the one after it; the end takes the place of either. The prefix marker stands for
 * "neither".
 */
function endLayer(): TransformerLayer {
  const layer = new TransformerLayer(width);
  const instead = end.map((sign) => 8 * sign);
  layer
    .head(0)
    .match(word(slots.token), word(slots.self), 1)
    .match(lead(slots.token), lead(slots.self), 2)
    .match(slots.one, slots.opensSuffix, 50 / constant)
    .match(slots.one, slots.followsOpening, 25 / constant)
    .match(slots.one, slots.followsLineEnd, 25 / constant)
    .match(slots.one, slots.isPrefix, 130 / constant)
    .emit(slots.opensSuffix, slots.token, instead)
    .emit(slots.followsOpening, slots.token, instead);
  // After a blank, the word without its own blank is meant.
  const withoutLead = new Float32Array(slots.token.size);
  withoutLead.set(
    code.leadCode("").map((sign) => 2 * sign),
    code.wordSize,
  );
  layer
    .head(1)
    .match(slots.position, slots.position, sharpness / pairs)
    .emit(slots.afterIndent, slots.token, withoutLead);
  return layer;
}

function word(slot: Slot): Slot {
  return { at: slot.at, size: code.wordSize };
}

function lead(slot: Slot): Slot {
  return { at: slot.at + code.wordSize, size: code.leadSize };
}

/** The line-end part of a slot that holds a whole code. */
function tail(slot: Slot): Slot {
  return { at: slot.at + code.wordSize + code.leadSize, size: code.lineEndSize };
}

/** The line-end part of a slot that holds a word and this. */
function lineEnd(slot: Slot): Slot {
  return { at: slot.at + code.wordSize, size: code.lineEndSize };
}
