/** What was in files before and after edits, kept beside a conversation: each text once, by a name that its content gives it. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Texts {
  /** Answers with the name it is kept by. */
  readonly keep: (text: string) => Promise<string>;
  /** Undefined when it is gone, or is not what was kept. */
  readonly read: (name: string) => Promise<string | undefined>;
}

export function textsIn(folder: string): Texts {
  return {
    async keep(text) {
      const name = nameOf(text);
      const file = join(folder, name);
      if (await stat(file).catch(() => undefined)) return name;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = `${file}.${randomUUID()}`;
      try {
        await writeFile(draft, text, { mode: 0o600, flush: true });
        await rename(draft, file);
      } finally {
        await rm(draft, { force: true });
      }
      return name;
    },
    async read(name) {
      // Names come from a file that anybody may have written.
      if (!/^[\da-f]{64}$/.test(name)) return undefined;
      const text = await readFile(join(folder, name), "utf8").catch(() => undefined);
      return text !== undefined && nameOf(text) === name ? text : undefined;
    },
  };
}

function nameOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
