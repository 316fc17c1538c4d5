/** The file of a provider instance, edited as a person would: what is not changed stays as it is, comments and order included. */
import { mkdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

import { told, type Told } from "../completion/told.ts";
import type { Fields } from "../protocol/setup.ts";
import { editYaml, valuesOf } from "./edit-yaml.ts";

/** A file name that every system takes, and that a setting can name. */
const FILE_NAME = /^[a-z\d][\w.-]{0,63}$/i;
/** They mean something else in the settings. */
const RESERVED = new Set(["environment", "builtin"]);

export function mistakeInName(id: string): Told | undefined {
  if (RESERVED.has(id.toLowerCase())) return told("“{0}” has a meaning of its own; take another name.", id);
  if (!FILE_NAME.test(id))
    return told("Only letters, digits, dots, dashes and underscores, and a letter or digit first.");
  return undefined;
}

/** `.yml` is read as well, and stays what it is. */
export async function fileOf(folder: string, id: string): Promise<string> {
  const yml = join(folder, `${id}.yml`);
  const isThere = await readFile(yml).then(
    () => true,
    () => false,
  );
  return isThere ? yml : join(folder, `${id}.yaml`);
}

/** Undefined when there is no such file, or when it is no map of YAML. */
export async function readFields(file: string): Promise<Fields | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : valuesOf(text);
}

/** `head`: stands above a new one. Answers why it cannot be written, if so. */
export async function writeFields(file: string, fields: Fields, head = ""): Promise<Told | undefined> {
  const text = await readIfThere(file);
  if (text !== undefined && !valuesOf(text)) {
    return told("{0} is not valid YAML; correct it by hand first", file);
  }
  await mkdir(dirname(file), { recursive: true });
  // One that a link leads to, as from a folder of dotfiles, is written where it is.
  const place = text === undefined ? file : await realpath(file);
  const unfinished = `${place}.${String(process.pid)}.unfinished`;
  try {
    await writeFile(unfinished, editYaml(text ?? head, fields), { mode: 0o600 });
    await rename(unfinished, place);
  } finally {
    await rm(unfinished, { force: true });
  }
  return undefined;
}

/** A file that is there and cannot be read is not to be written over. */
async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
}
