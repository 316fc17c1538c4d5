/** The chats of a workspace on disk: a file each, and beside it a folder for what tools have kept. */
import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import type { History, KeptHead } from "../ports.ts";
import { type Head, headIn } from "./head.ts";
import { Journal } from "./journal.ts";
import { writtenIn } from "./lines.ts";
import { restore } from "./restore.ts";
import { saysAll } from "./search.ts";
import { isAlive } from "./writer.ts";

export interface Shelf extends History {
  /** Where tools keep texts of this chat. */
  readonly folderOf: (id: string) => string;
}

export interface ShelfParts {
  readonly folder: string;
  /** Who writes here. */
  readonly writer: string;
  readonly warn: (line: string) => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const ENDING = ".jsonl";
const ID = /^[\w-]{1,80}$/;

export function createShelf({ folder, writer, warn, now }: ShelfParts): Shelf {
  const fileOf = (id: string) => join(folder, `${id}${ENDING}`);
  const headOf = headReader();

  async function listed(name: string, says?: (file: string) => boolean): Promise<KeptHead | undefined> {
    const file = join(folder, name);
    const { head, changedAt } = await headOf(file);
    if (!head || name !== `${head.id}${ENDING}`) return undefined;
    if (says && !says(await readFile(file, "utf8"))) return undefined;
    const { answerer = "", ...shown } = head;
    return { ...shown, isAnswered: answerer !== writer && isAlive(answerer, now() - changedAt) };
  }

  return {
    async heads(query) {
      const names = await readdir(folder).catch(() => []);
      const says = query === "" ? undefined : saysAll(query);
      const heads: KeptHead[] = [];
      for (const name of names.filter((name) => name.endsWith(ENDING))) {
        // One that is removed meanwhile, or cannot be read, is not there.
        const head = await listed(name, says).catch(() => undefined);
        if (head) heads.push(head);
      }
      return heads.toSorted((a, b) => b.at - a.at);
    },
    async restore(id) {
      if (!ID.test(id)) return undefined;
      const bytes = await readFile(fileOf(id)).catch(() => undefined);
      if (!bytes) return undefined;
      const { mtimeMs: changedAt } = await stat(fileOf(id));
      const end = bytes.lastIndexOf(0x0a) + 1;
      const restored = restore(writtenIn(bytes.toString("utf8", 0, end)), {
        own: writer,
        silentMs: now() - changedAt,
      });
      return restored && { ...restored, bytes: end };
    },
    log(id, read) {
      let isTold = false;
      const failed = (error: unknown) => {
        if (!isTold) warn(`the chat ${id} could not be kept: ${String(error)}`);
        isTold = true;
      };
      return new Journal({ file: fileOf(id), writer, read, failed });
    },
    async remove(id) {
      if (!ID.test(id)) return;
      await rm(fileOf(id), { force: true });
      await rm(join(folder, id), { recursive: true, force: true });
    },
    folderOf: (id) => join(folder, id),
    isAlive: (name) => isAlive(name, 0),
  };
}

/** What was read once is read again when it has changed. */
function headReader() {
  const known = new Map<string, { readonly stamp: string; readonly head: Head | undefined }>();
  return async (file: string) => {
    const { size, mtimeMs: changedAt } = await stat(file);
    const stamp = `${String(size)} ${String(changedAt)}`;
    const before = known.get(file);
    if (before?.stamp === stamp) return { head: before.head, changedAt };
    const head = headIn(await readFile(file, "utf8"));
    known.set(file, { stamp, head });
    return { head, changedAt };
  };
}
