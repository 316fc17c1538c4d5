/**
 * What the copying model keeps about each token, and where in the vector that flows through its
 * layers; and what of it the embeddings of a token and of a place bring in.
 */
import { random } from "../../support/random.ts";
import * as qwen from "./qwen-vocabulary.ts";
import * as code from "./token-code.ts";
import type { Slot, Width } from "./transformer-layer.ts";

export const contextTokens = 8_192;
export const pairs = 32;

/** Large beside everything else, so that the normalisation divides by the same number everywhere. */
export const constant = 256;

const embedding = 736;

export const slots = laidOut();

export const width: Width = {
  embedding,
  heads: 2,
  feedForward: 96,
  // The root of the variance that the two constants alone make.
  norm: constant * Math.sqrt(2 / embedding),
  empty: slots.empty,
};

// One from each equal part of 0 to π; with this seed any two places are less than half alike.
export const frequencies = stratified(3);

function laidOut() {
  let taken = 0;
  const slot = (size: number): Slot => {
    taken += size;
    return { at: taken - size, size };
  };
  // Enough of a word's code to tell which of two like places is liker.
  const halfWord = code.wordSize / 2;
  return {
    // What the embedding gives, and at last what is said.
    token: slot(code.codeSize),
    // Where the token stands; where it is taken to stand, first for itself and then for its past.
    position: slot(2 * pairs),
    origin: slot(2 * pairs),
    standing: slot(2 * pairs),
    // The token itself, or the one that it stands for.
    self: slot(code.codeSize),
    before1: slot(code.wordSize + code.lineEndSize),
    before2: slot(code.wordSize),
    before3: slot(halfWord),
    before4: slot(halfWord),
    before5: slot(halfWord),
    before6: slot(halfWord),
    before7: slot(halfWord),
    before8: slot(halfWord),
    isPrefix: slot(1),
    isSuffix: slot(1),
    isMiddle: slot(1),
    isOtherMarker: slot(1),
    isBlank: slot(1),
    isIndent: slot(1),
    isLineEnd: slot(1),
    afterIndent: slot(1),
    isGenerated: slot(1),
    opensSuffix: slot(1),
    followsOpening: slot(1),
    followsLineEnd: slot(1),
    place: slot(1),
    one: slot(1),
    minusOne: slot(1),
    empty: slot(1),
  };
}

export function embedToken(values: Int8Array, id: number, token: string): void {
  if (id > qwen.fileSeparator) return;
  if (id === qwen.fimPrefix) values[slots.isPrefix.at] = 1;
  else if (id === qwen.fimSuffix) values[slots.isSuffix.at] = 1;
  else if (id === qwen.fimMiddle) values[slots.isMiddle.at] = 1;
  else if (id > qwen.endOfText) values[slots.isOtherMarker.at] = 1;
  else {
    const form = code.tokenForm(token);
    values.set(code.tokenCode(form), slots.token.at);
    values[slots.isBlank.at] = form.isBlank ? 1 : 0;
    values[slots.isIndent.at] = form.isIndent ? 1 : 0;
    values[slots.isLineEnd.at] = form.isLineEnd ? 1 : 0;
  }
}

export function placeEmbeddings(): Float32Array {
  const values = new Float32Array(contextTokens * embedding);
  for (let place = 0; place < contextTokens; place += 1) {
    const row = place * embedding;
    for (const [pair, frequency] of frequencies.entries()) {
      values[row + slots.position.at + 2 * pair] = Math.cos(frequency * place);
      values[row + slots.position.at + 2 * pair + 1] = Math.sin(frequency * place);
    }
    values[row + slots.place.at] = place / contextTokens;
    values[row + slots.one.at] = constant;
    values[row + slots.minusOne.at] = -constant;
  }
  return values;
}

function stratified(seed: number): number[] {
  const next = random(seed);
  const parts = 2 ** 32;
  return Array.from({ length: pairs }, (_, i) => (Math.PI * (i + next(parts) / parts)) / pairs);
}
