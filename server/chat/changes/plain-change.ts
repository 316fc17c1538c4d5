/** Changes files where no editor has them open: all of them, or none. */
import { randomUUID } from "node:crypto";
import { lstat, mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import type { FileEdit } from "../../protocol/chat/questions.ts";
import { isSameText, markedAs, textIn } from "./file-text.ts";

export async function changeFiles(changes: readonly FileEdit[]): Promise<{ readonly problem?: string }> {
  const steps: Step[] = [];
  for (const change of changes) {
    const file = fileURLToPath(change.uri);
    const now = await bytesOf(file);
    const { text } = Object(now && textIn(now));
    if (!isSameText(now ? text : undefined, change.before) || (now && text === undefined))
      return { problem: `${basename(file)} has changed meanwhile.` };
    steps.push({ file, before: now, after: change.after });
  }
  const done: Step[] = [];
  try {
    for (const step of steps) {
      done.push(step);
      await put(
        step.file,
        step.after === undefined ? undefined : markedAs(String(step.before ?? ""), step.after),
      );
    }
    return {};
  } catch (error) {
    for (const { file, before } of done.toReversed()) await put(file, before).catch(() => undefined);
    return { problem: `The files could not be changed: ${String(error)}. Nothing was changed.` };
  }
}

interface Step {
  readonly file: string;
  readonly before: Buffer | undefined;
  readonly after: string | undefined;
}

async function bytesOf(file: string): Promise<Buffer | undefined> {
  const isThere = await lstat(file).catch(() => undefined);
  return isThere ? readFile(file) : undefined;
}

/** Whole or not at all; who may do what with the file stays. */
async function put(path: string, content: string | Buffer | undefined): Promise<void> {
  if (content === undefined) return rm(path, { force: true });
  // Through a link, which stays one.
  const file = await realpath(path).catch(() => path);
  await mkdir(dirname(file), { recursive: true });
  const mode = (await stat(file).catch(() => undefined))?.mode;
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    await writeFile(draft, content, { flush: true, ...(mode !== undefined && { mode }) });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}
