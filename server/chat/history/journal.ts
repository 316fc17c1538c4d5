/**
 * Writes down what happens in one chat, at once or within half a second, and reads what other windows have written meanwhile.
 * Lines are only ever added, each batch in one write: several windows can share a file.
 */
import { appendFile, mkdir, open } from "node:fs/promises";
import { dirname } from "node:path";

import type { ChatEvent } from "../../protocol/chat/event.ts";
import type { ChatLog, Written } from "../ports.ts";
import { push } from "../joined.ts";
import { batchOf, reader } from "./lines.ts";

/** A killed process loses no more than this. */
const GATHERED_MS = 500;
/** Nobody else's business. */
const OWN_FILE = 0o600;
const OWN_FOLDER = 0o700;

export interface JournalParts {
  readonly file: string;
  readonly writer: string;
  /** How much of the file is known already. */
  readonly read: number;
  readonly failed: (error: unknown) => void;
}

export class Journal implements ChatLog {
  readonly #parts: JournalParts;
  #waiting: ChatEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  readonly #reader;
  #read: number;

  constructor(parts: JournalParts) {
    this.#parts = parts;
    this.#reader = reader(parts.writer);
    this.#read = parts.read;
  }

  write(event: ChatEvent): void {
    push(this.#waiting, event);
    this.#timer ??= setTimeout(() => void this.written(), GATHERED_MS);
  }

  /** Resolves when all is on disk, or could not be put there. */
  written(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#append());
    return this.#writing;
  }

  /** What others have written since the last time. */
  async news(): Promise<readonly Written[]> {
    await this.written();
    const handle = await open(this.#parts.file).catch(() => undefined);
    if (!handle) return [];
    try {
      const { size } = await handle.stat();
      const buffer = Buffer.alloc(Math.max(0, size - this.#read));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, this.#read);
      // A line that is being written is read when it is whole.
      const end = buffer.subarray(0, bytesRead).lastIndexOf(0x0a) + 1;
      this.#read += end;
      return this.#reader(buffer.toString("utf8", 0, end));
    } finally {
      await handle.close();
    }
  }

  async #append(): Promise<void> {
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length === 0) return;
    const { file, writer, failed } = this.#parts;
    try {
      await mkdir(dirname(file), { recursive: true, mode: OWN_FOLDER });
      await appendFile(file, batchOf(events, writer), { mode: OWN_FILE });
    } catch (error) {
      // The disk may have room again when the next is written.
      this.#waiting = [...events, ...this.#waiting];
      failed(error);
    }
  }
}
