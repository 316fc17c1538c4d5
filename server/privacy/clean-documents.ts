/** Documents as they may be shown. From one keystroke to the next only the lines that changed are looked at. */
import { lineEdit } from "../completion/line-edit.ts";
import type { Snapshot } from "../completion/request.ts";
import type { Span } from "./find-secrets.ts";
import { contentsOf } from "./find-secrets.ts";
import { covered, type FindKnown, NONE_KNOWN, secretsOf } from "./redact.ts";

interface Known {
  readonly lines: readonly string[];
  readonly secrets: ReadonlyMap<number, readonly Span[]>;
  readonly clean: readonly string[];
}

/** Documents beyond are looked through again, which costs milliseconds. */
const MAX_KNOWN = 50;

export class CleanDocuments {
  /** The one that was used last is last. */
  readonly #known = new Map<string, Known>();
  readonly #findKnown: FindKnown;

  constructor(findKnown = NONE_KNOWN) {
    this.#findKnown = findKnown;
  }

  /** The document itself when it has nothing to hide. */
  clean(document: Snapshot): Snapshot {
    const before = this.#known.get(document.uri);
    const now = before?.lines === document.lines ? before : lookThrough(document, this.#findKnown, before);
    this.#known.delete(document.uri);
    this.#known.set(document.uri, now);
    if (this.#known.size > MAX_KNOWN) this.forget(this.#known.keys().next().value ?? "");
    return now.clean === document.lines ? document : { ...document, lines: now.clean };
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  forgetAll(): void {
    this.#known.clear();
  }
}

function lookThrough({ lines, path }: Snapshot, known: FindKnown, before = NOTHING): Known {
  const { from, removed, added } = lineEdit(before.lines, lines);
  const moved = added.length - removed;
  const secrets = new Map<number, readonly Span[]>();
  for (const [line, spans] of before.secrets) {
    if (line < from) secrets.set(line, spans);
    else if (line >= from + removed) secrets.set(line + moved, spans);
  }
  const contents = contentsOf(path);
  for (const [index, text] of added.entries()) {
    const spans = secretsOf(text, contents, known);
    if (spans) secrets.set(from + index, spans);
  }
  return { lines, secrets, clean: secrets.size === 0 ? lines : covered(lines, secrets) };
}

const NOTHING: Known = { lines: [], secrets: new Map(), clean: [] };
