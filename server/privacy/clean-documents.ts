/** Documents as they may be shown. From one keystroke to the next only the lines that changed are looked at. */
import type { Snapshot } from "../completion/request.ts";
import type { Span } from "./find-secrets.ts";
import { contentsOf } from "./find-secrets.ts";
import { covered, secretsOf } from "./redact.ts";

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

  /** The document itself when it has nothing to hide. */
  clean(document: Snapshot): Snapshot {
    const before = this.#known.get(document.uri);
    const now = before?.lines === document.lines ? before : lookThrough(document, before);
    this.#known.delete(document.uri);
    this.#known.set(document.uri, now);
    if (this.#known.size > MAX_KNOWN) this.forget(this.#known.keys().next().value ?? "");
    return now.clean === document.lines ? document : { ...document, lines: now.clean };
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }
}

function lookThrough({ lines, path }: Snapshot, before = NOTHING): Known {
  const { head, tail } = common(before.lines, lines);
  const moved = lines.length - before.lines.length;
  const secrets = new Map<number, readonly Span[]>();
  for (const [line, spans] of before.secrets) {
    if (line < head) secrets.set(line, spans);
    else if (line >= before.lines.length - tail) secrets.set(line + moved, spans);
  }
  const contents = contentsOf(path);
  for (const [index, text] of lines.slice(head, lines.length - tail).entries()) {
    const spans = secretsOf(text, contents);
    if (spans) secrets.set(head + index, spans);
  }
  return { lines, secrets, clean: secrets.size === 0 ? lines : covered(lines, secrets) };
}

const NOTHING: Known = { lines: [], secrets: new Map(), clean: [] };

/** How many lines are the same at the start and, of the others, at the end. An edit shares them, so pointers are compared. */
function common(before: readonly string[], now: readonly string[]): { head: number; tail: number } {
  const most = Math.min(before.length, now.length);
  let head = 0;
  while (head < most && before[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === now.at(-1 - tail)) tail++;
  return { head, tail };
}
