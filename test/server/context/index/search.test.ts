/** The search against the same sum made the plain way, of every chunk and with all its digits. */
import { expect, test } from "vitest";

import { FileSet } from "../../../../server/context/index/file-set.ts";
import type { Layer } from "../../../../server/context/index/layer.ts";
import { postingsOf } from "../../../../server/context/index/read-segment.ts";
import { Searcher } from "../../../../server/context/index/search.ts";
import { hashOfWord } from "../../../../server/context/index/words.ts";
import type { Term } from "../../../../server/context/index/workspace-index.ts";
import { toyLanguage } from "../../../support/indexed-folder.ts";
import { random } from "../../../support/random.ts";

const SEEDS = Array.from({ length: 12 }, (_, seed) => seed + 1);
const LIMITS = [0, 1, 3, 10, 1000];

test.each(SEEDS)("the best are exactly the best, however many are wanted (seed %i)", (seed) => {
  const below = random(seed);
  const word = () => `word${String(Math.floor((below(40) * below(40)) / 40))}`;
  const set = new FileSet();
  for (let round = 0; round < 80; round++) {
    const path = `${String(below(50))}.toy`;
    const text = Array.from({ length: 1 + below(90) }, () => `${word()} ${word()}\n`).join("");
    set.put(path, { uri: `file:///${path}`, path, languageId: "toy" }, contentOf(text));
  }
  const searcher = new Searcher();
  for (let round = 0; round < 10; round++) {
    const terms = Array.from({ length: 1 + below(12) }, () => ({
      text: word(),
      weight: 0.1 + below(30) / 10,
    }));
    const without = set.get(`${String(below(50))}.toy`)?.file;
    const plain = plainScores(set.layers, terms, without);
    for (const limit of LIMITS) {
      const hits = searcher.search(set.layers, { terms, limit, without });
      expect(hits).toHaveLength(Math.min(limit, plain.length));
      for (const [at, { score }] of hits.entries()) expect(score).toBeCloseTo(plain[at] ?? NaN, 3);
      expect(hits.some(({ file }) => file === without)).toBe(false);
    }
  }
});

function contentOf(text: string) {
  return { bytes: Buffer.from(text), reading: toyLanguage.read(text, "toy"), stamp: undefined };
}

/** Of all living chunks that have any of the words, the best first. */
function plainScores(layers: readonly Layer[], terms: readonly Term[], without: object | undefined) {
  const alive = layers.reduce((sum, { livingChunks }) => sum + livingChunks, 0);
  const scores = new Map<string, number>();
  for (const { text, weight } of terms) {
    const found = layers
      .flatMap((layer, number) => {
        const { segment } = layer;
        const [start, end] = postingsOf(segment, hashOfWord(text) ?? 0);
        return Array.from({ length: end - start }, (_, at) => {
          const chunk = segment.words.chunk[start + at] ?? 0;
          const file = layer.files[segment.chunks.unit[chunk] ?? 0];
          const isAlive = layer.alive[segment.chunks.unit[chunk] ?? 0] === 1;
          return {
            key: `${String(number)} ${String(chunk)}`,
            impact: segment.words.impact[start + at] ?? 0,
            file,
            isAlive,
          };
        });
      })
      .filter(({ isAlive }) => isAlive);
    if (found.length > Math.max(alive / 10, 20)) continue;
    const rarity = Math.log(1 + (alive - found.length + 0.5) / (found.length + 0.5));
    for (const { key, impact, file } of found)
      if (file !== without) scores.set(key, (scores.get(key) ?? 0) + (weight * rarity * impact) / 255);
  }
  return [...scores.values()].toSorted((a, b) => b - a);
}
