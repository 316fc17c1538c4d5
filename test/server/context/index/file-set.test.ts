/** Layers are merged a little at a time, while files go on changing: what is found never hangs on that. */
import { expect, test } from "vitest";

import { Batch, FileSet } from "../../../../server/context/index/file-set.ts";
import { atOnce } from "../../../../server/context/index/turn.ts";
import { dumpOf, toyLanguage } from "../../../support/indexed-folder.ts";
import { random } from "../../../support/random.ts";

const SEEDS = Array.from({ length: 20 }, (_, seed) => seed + 1);

test.each(SEEDS)("a set that changes while it is tidied is one made from scratch (seed %i)", (seed) => {
  const below = random(seed);
  const texts = new Map<string, string>();
  const set = new FileSet();
  const change = () => {
    const path = `${String(below(30))}.toy`;
    const before = texts.get(path);
    if (before !== undefined && below(3) === 0) {
      texts.delete(path);
      set.remove(path);
      return;
    }
    const text = `def name${String(below(50))}\nuse ${String(below(30))}\nsome words ${String(below(50))}\n`;
    texts.set(path, text);
    put(set, path, text);
  };
  for (let round = 0; round < 12; round++) {
    for (let times = 20; times > 0; times--) change();
    const tidying = set.tidy();
    for (let steps = below(60); steps > 0 && tidying.next().done !== true; steps--)
      if (below(4) === 0) change();
    atOnce(tidying);
    expect(dumpOf([set])).toBe(dumpOf([fromScratch(texts)]));
  }
  atOnce(set.tidy());
  expect(set.layers.length).toBeLessThan(14);
});

test("what became newer while a batch was built is kept", () => {
  const set = new FileSet();
  const other = new FileSet();
  put(set, "a.toy", "def newer\n");
  put(other, "a.toy", "def newer\n");
  put(other, "b.toy", "def other\n");
  const batch = new Batch();
  for (const [path, text] of [
    ["a.toy", "def older\n"],
    ["b.toy", "def other\n"],
  ] as const)
    batch.add(path, fileAt(path), contentOf(text));
  atOnce(set.lay(batch, (path) => path === "a.toy"));
  expect(dumpOf([set])).toBe(dumpOf([other]));
});

function fromScratch(texts: ReadonlyMap<string, string>): FileSet {
  const set = new FileSet();
  for (const [path, text] of texts) put(set, path, text);
  return set;
}

function put(set: FileSet, path: string, text: string): void {
  set.put(path, fileAt(path), contentOf(text));
}

function fileAt(path: string) {
  return { uri: `file:///${path}`, path, languageId: "toy" };
}

function contentOf(text: string) {
  return { bytes: Buffer.from(text), reading: toyLanguage.read(text, "toy"), stamp: undefined };
}
