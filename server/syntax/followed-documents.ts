/** The open documents, what the thread was told of each, and what it told of it. One message per document is under way at a time. */
import type { Place, Snapshot } from "../completion/request.ts";
import { lineEdit } from "../completion/line-edit.ts";
import { changeBetween } from "./change.ts";
import type { SyntaxLanguages } from "./languages.ts";
import type { FromWorker, Structure } from "./messages.ts";
import { moved } from "./moved.ts";
import type { Outline } from "./outline.ts";
import type { Thread } from "./thread.ts";

/** Trees take ten times the room of their text. */
const MAX_DOCUMENTS = 24;
const MAX_LINES = 30_000;
/** What somebody wrote has none. */
const MAX_LINE_CHARS = 20_000;
/** The document is opened, and looked at around a place that is far from its beginning; other documents tell, too. */
const MAX_TELLINGS = 50;
/** Another document may have been to blame the first time. */
const MAX_BREAKS = 2;

interface Known {
  readonly lines: readonly string[];
  readonly structure: Structure;
}

interface Followed {
  readonly id: number;
  now: Snapshot;
  /** What the thread has, or is about to have. */
  sent?: Snapshot | undefined;
  isBusy: boolean;
  known?: Known;
  /** What is known, as it holds for the document's latest state that was asked for. */
  latest?: { readonly lines: readonly string[]; readonly structure: Structure | undefined } | undefined;
  outline?: Outline;
  /** How often the thread broke while it had this document in hand. */
  breaks: number;
  takesTooLong: boolean;
}

interface Parts {
  readonly languages: SyntaxLanguages;
  readonly warn: (line: string) => void;
  readonly outlined: (document: Snapshot, outline: Outline) => void;
}

export class FollowedDocuments {
  readonly #thread: Thread;
  readonly #parts: Parts;
  /** Most recently changed last. */
  readonly #documents = new Map<string, Followed>();
  readonly #waiting: (() => void)[] = [];
  #count = 0;

  constructor(thread: Thread, parts: Parts) {
    this.#thread = thread;
    this.#parts = parts;
    const wake = () => this.#waiting.splice(0).forEach((resolve) => resolve());
    thread.listen({
      isWaiting: () => this.#documents.values().some(({ isBusy }) => isBusy),
      told: (message) => {
        this.#hear(message);
        wake();
      },
      lost: (broke) => {
        this.#lose(broke);
        wake();
      },
    });
  }

  changed(document: Snapshot): void {
    const { uri, languageId } = document;
    const before = this.#documents.get(uri);
    const isOther = before && before.now.languageId !== languageId;
    const isUnfit = !this.#parts.languages.has(languageId) || isTooLarge(document.lines, before?.now.lines);
    if (isOther || isUnfit) this.forget(uri);
    if (isUnfit) return;
    const followed = this.#documents.get(uri) ?? this.#follow(document);
    followed.now = document;
    this.#documents.delete(uri);
    this.#documents.set(uri, followed);
    const [oldest] = this.#documents.keys();
    if (oldest !== undefined && this.#documents.size > MAX_DOCUMENTS) this.forget(oldest);
    // One that is only read is not parsed.
    if (before) this.#send(followed);
  }

  #follow(now: Snapshot): Followed {
    return { id: ++this.#count, now, isBusy: false, breaks: 0, takesTooLong: false };
  }

  forget(uri: string): void {
    const followed = this.#documents.get(uri);
    if (followed?.sent) this.#thread.post({ kind: "close", document: followed.id });
    this.#documents.delete(uri);
  }

  outlineOf(uri: string): Outline | undefined {
    return this.#documents.get(uri)?.outline;
  }

  /** Reads what is known; where that is nothing, it shall be known the next time. */
  known<T>(place: Place, read: (structure: Structure, place: Place) => T): T | undefined {
    const followed = this.#documents.get(place.document.uri);
    if (!followed) return undefined;
    const structure = structureAt(followed, place.document.lines);
    const answer = structure && read(structure, place);
    if (answer === undefined) this.#send(followed, structure && place.line);
    return answer;
  }

  /** Resolves when the place is known, or will not be. Not for who answers an editor. */
  async ready(place: Place, read: (structure: Structure, place: Place) => unknown): Promise<void> {
    this.changed(place.document);
    for (let times = 0; times < MAX_TELLINGS; times++) {
      if (this.known(place, read) !== undefined) return;
      if (!this.#documents.get(place.document.uri)?.isBusy) return;
      this.#thread.hold();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      this.#thread.release();
    }
  }

  /** What is typed while the thread parses goes as one change. */
  #send(followed: Followed, look?: number): void {
    const { id, now, sent, isBusy, breaks, takesTooLong } = followed;
    if (isBusy || takesTooLong || breaks >= MAX_BREAKS) return;
    const change = sent && changeBetween(sent.lines, now.lines);
    if (sent && !change && look === undefined) return;
    followed.sent = now;
    followed.isBusy = true;
    if (!sent) {
      const { languageId, lines } = now;
      this.#thread.post({ kind: "open", document: id, languageId, text: lines.join("") });
    } else if (change) {
      const { line, removed, added } = change;
      this.#thread.post({ kind: "edit", document: id, line, removed: removed.length, added });
    } else if (look !== undefined) this.#thread.post({ kind: "look", document: id, line: look });
  }

  #hear(message: Exclude<FromWorker, { kind: "answer" }>): void {
    const followed = this.#documents.values().find(({ id }) => id === message.document);
    if (!followed) return;
    if (message.kind === "outlined") {
      followed.outline = message.outline;
      // Else it is of an earlier state, and the next one is under way.
      if (followed.sent && !followed.isBusy) this.#parts.outlined(followed.sent, message.outline);
      return;
    }
    followed.isBusy = false;
    if (message.kind === "gave-up") {
      followed.takesTooLong = true;
      this.#parts.warn(`${followed.now.path} goes without syntax: ${message.problem}`);
      return;
    }
    if (followed.sent) followed.known = { lines: followed.sent.lines, structure: message.structure };
    followed.latest = undefined;
    this.#send(followed);
  }

  #lose(broke: boolean): void {
    for (const followed of this.#documents.values()) {
      if (broke && followed.isBusy) followed.breaks++;
      followed.sent = undefined;
      followed.isBusy = false;
    }
    // The others when they are next changed.
    const latest = [...this.#documents.values()].at(-1);
    if (broke && latest) this.#send(latest);
  }
}

/** One request asks several times. */
function structureAt(followed: Followed, lines: readonly string[]): Structure | undefined {
  const { known, latest } = followed;
  if (!known) return undefined;
  if (latest?.lines === lines) return latest.structure;
  const structure = moved(known.structure, known.lines, lines);
  followed.latest = { lines, structure };
  return structure;
}

/** Of one that was not, only what came in is looked at. */
function isTooLarge(lines: readonly string[], before: readonly string[] = []): boolean {
  return (
    lines.length > MAX_LINES || lineEdit(before, lines).added.some((line) => line.length > MAX_LINE_CHARS)
  );
}
