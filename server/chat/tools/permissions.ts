/** What the user has allowed for good: a list of rules in their own folder, which all windows share. */
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";

import * as z from "zod/mini";

import type { Permissions } from "../tool.ts";

const schema = z.object({ allowed: z.array(z.string()) });

/** Read anew each time: it is small, and may have been changed by hand or by another window. */
export function createPermissions(file: string): Permissions {
  let writing = Promise.resolve();
  return {
    allows: (rule) => rule !== "" && rulesIn(file).includes(rule),
    async allow(rule) {
      if (rule === "") return;
      const written = writing.then(() => write(file, [...new Set([...rulesIn(file), rule])]));
      writing = written.catch(() => undefined);
      await written;
    },
  };
}

/** A file that says something else allows nothing. */
function rulesIn(file: string): readonly string[] {
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8"))).allowed;
  } catch {
    return [];
  }
}

async function write(file: string, allowed: readonly string[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  try {
    await writeFile(draft, `${JSON.stringify({ allowed }, undefined, 2)}\n`, { flush: true, mode: 0o600 });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
