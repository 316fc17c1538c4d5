/** Where the open documents were edited in this session, the last edit last; the places move with what is typed above them. */
import { lineEdit } from "../completion/line-edit.ts";
import type { Snapshot } from "../completion/request.ts";

export interface Edited {
  readonly uri: string;
  /** Both ends belong to it. */
  readonly start: number;
  readonly end: number;
}

const MAX_EDITS = 20;
/** Edits that lie closer together are one. */
const NEAR_LINES = 4;
/** Whoever changes more at once has put in what is elsewhere, or another branch. */
const MAX_LINES = 60;

export class RecentEdits {
  readonly #known = new Map<string, readonly string[]>();
  #edits: readonly Edited[] = [];

  all(): readonly Edited[] {
    return this.#edits;
  }

  changed({ uri, lines }: Snapshot): void {
    const before = this.#known.get(uri);
    this.#known.set(uri, lines);
    if (!before || before === lines) return;
    const edit = between(before, lines);
    const moved = lines.length - before.length;
    const others: Edited[] = [];
    let { start, end } = edit;
    for (const other of this.#edits) {
      const isAbove = other.end < edit.start - NEAR_LINES;
      const isBelow = other.start + moved > edit.end + NEAR_LINES;
      if (other.uri !== uri || isAbove) others.push(other);
      else if (isBelow) others.push({ uri, start: other.start + moved, end: other.end + moved });
      else {
        start = Math.min(start, other.start);
        end = Math.max(end, other.end + moved);
      }
    }
    const isTyped = end - start < MAX_LINES;
    this.#edits = (isTyped ? [...others, { uri, start, end }] : others).slice(-MAX_EDITS);
  }

  closed(uri: string): void {
    this.#known.delete(uri);
    this.#edits = this.#edits.filter((edit) => edit.uri !== uri);
  }
}

/** Where only something went, the line that stands there now. */
function between(before: readonly string[], now: readonly string[]): { start: number; end: number } {
  const { from, added } = lineEdit(before, now);
  return { start: Math.min(from, now.length - 1), end: Math.max(from, from + added.length - 1) };
}
