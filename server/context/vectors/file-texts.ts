/** The texts of files' chunks by their hashes: as they were known for files that look as they did, else by reading them. */
import { isSameStamp } from "../index/text-file.ts";
import type { IndexedFile } from "../index/workspace-index.ts";
import type { KnownText, TextsStore } from "./known-texts.ts";
import { hashOf, type Seen, textOf } from "./pieces.ts";

export class FileTexts {
  readonly #store: TextsStore | undefined;
  /** The one that was used last is last. */
  readonly #known: Map<string, KnownText>;
  #hasNews = false;

  constructor(store: TextsStore | undefined) {
    this.#store = store;
    this.#known = new Map(store?.load());
  }

  /** `starts`: where its chunks begin. */
  of(seen: Seen, file: IndexedFile, starts: readonly number[]): Omit<KnownText, "stamp"> {
    const stamp = seen.index.editionOf(file)?.stamp;
    const known = this.#known.get(file.uri);
    const isKnown =
      stamp && known && isSameStamp(known.stamp, stamp) && known.hashes.length === starts.length;
    const text = isKnown ? known : hashesOf(seen, file, starts);
    this.#known.delete(file.uri);
    if (stamp) this.#known.set(file.uri, { ...text, stamp });
    if (stamp && !isKnown) this.#hasNews = true;
    return text;
  }

  keep(): void {
    if (this.#hasNews) this.#store?.save(new Map([...this.#known].toReversed()));
    this.#hasNews = false;
  }
}

function hashesOf(seen: Seen, file: IndexedFile, starts: readonly number[]): Omit<KnownText, "stamp"> {
  const lines = seen.index.linesOf(file) ?? [];
  const hashes = starts.map((start, at) => {
    const end = (starts[at + 1] ?? lines.length) - 1;
    const text = textOf(seen, { path: file.path, lines, start, end });
    return text === undefined ? "" : hashOf(text);
  });
  return { lines: lines.length, hashes };
}
