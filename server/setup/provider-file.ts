/** The file of a provider instance, edited as a person would: what is not changed stays as it is, comments and order included. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { type Document, isMap, isNode, isScalar, parseDocument, visit } from "yaml";

import { told, type Told } from "../completion/told.ts";
import type { Fields } from "../protocol/setup.ts";

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

/** Undefined when there is no such file, or when it is not YAML. */
export async function readFields(file: string): Promise<Fields | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const value: unknown = document.toJS() ?? {};
  return isFields(value) ? value : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** `head`: stands above a new one. Answers why it cannot be written, if so. */
export async function writeFields(file: string, fields: Fields, head = ""): Promise<Told | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return told("{0} is not valid YAML; correct it by hand first", file);
  }
  setFields(document, fields);
  await mkdir(join(file, ".."), { recursive: true });
  const unfinished = `${file}.${String(process.pid)}.unfinished`;
  try {
    await writeFile(unfinished, (text === "" ? head : "") + document.toString(), { mode: 0o600 });
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
  return undefined;
}

function setFields(document: Document, fields: Fields): void {
  if (!isMap(document.contents)) document.contents = document.createNode({});
  merge(document, [], fields);
}

/** Map by map, so that what stays the same keeps its comments. */
function merge(document: Document, path: readonly string[], wanted: Fields): void {
  const before: unknown = path.length === 0 ? document.contents : document.getIn(path, true);
  const keys = isMap(before) ? before.items.map(({ key }) => String(key)) : [];
  for (const key of keys) if (!(key in wanted)) document.deleteIn([...path, key]);
  for (const [key, value] of Object.entries(wanted)) {
    const at = [...path, key];
    const now = document.getIn(at, true);
    if (isFields(value) && isMap(now)) merge(document, at, value);
    else if (isSame(now, value)) continue;
    else if (isScalar(now) && typeof value !== "object") now.value = value;
    else document.setIn(at, nodeOf(document, value));
  }
}

/** Blanks and line breaks alone are seen only in quotes. */
function nodeOf(document: Document, value: unknown): unknown {
  const node = document.createNode(value);
  visit(node, {
    Scalar(_key, scalar) {
      if (typeof scalar.value === "string" && scalar.value.trim() === "") scalar.type = "QUOTE_DOUBLE";
    },
  });
  return node;
}

function isSame(node: unknown, wanted: unknown): boolean {
  return isNode(node) && JSON.stringify(node) === JSON.stringify(wanted);
}

export async function removeFile(file: string): Promise<void> {
  await rm(file, { force: true });
}
