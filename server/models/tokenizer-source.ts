/**
 * Where a tokenizer comes from: a bundled vocabulary, a file, or an address whose file is then kept on disk. It reads bytes
 * and knows nothing of tokens.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

import { readVariant } from "./vocabulary/variant.ts";

export interface SourceOptions {
  /** The folder of the bundled vocabularies. */
  readonly vocabularies: string;
  /** A folder to keep downloads in. */
  readonly cache: string;
  readonly fetch: (url: string, headers: Readonly<Record<string, string>>) => Promise<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface TokenizerFile {
  readonly kind: "compact" | "json";
  readonly bytes: Uint8Array;
  /** What a bundled vocabulary has besides the one whose bytes these are. */
  readonly variant?: Uint8Array;
  /** Keeps what was downloaded, to be called once it has proved good. */
  readonly keep: () => Promise<void>;
  /** Forgets what was kept, because it did not. */
  readonly discard: () => Promise<void>;
}

const HUGGING_FACE = "https://huggingface.co";
const BUNDLED = /^[a-z0-9][a-z0-9.-]*$/;
const done = async (): Promise<void> => {};

export async function readTokenizer(source: string, options: SourceOptions): Promise<TokenizerFile> {
  if (BUNDLED.test(source)) return readBundled(source, options.vocabularies);
  const address = addressOf(source, options.env);
  if (address) return readAddress(address, options);
  return { kind: "json", bytes: await readLocal(source), keep: done, discard: done };
}

/** Read in one go: half a megabyte from a local disk is there sooner than the thread pool would have begun. */
function readBundled(name: string, folder: string): TokenizerFile {
  const fileOf = (base: string): string => join(folder, `${base}.vocabulary.zst`);
  if (existsSync(fileOf(name)))
    return { kind: "compact", bytes: readFileSync(fileOf(name)), keep: done, discard: done };
  const variant = readFileSync(join(folder, `${name}.json`));
  const bytes = readFileSync(fileOf(readVariant(variant).like));
  return { kind: "compact", bytes, variant, keep: done, discard: done };
}

interface Address {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Undefined for what is no address. The token goes to the model hub alone. */
function addressOf(source: string, env: SourceOptions["env"]): Address | undefined {
  if (/^https?:\/\//.test(source)) return { url: source, headers: {} };
  const hub = /^hf:\/\/([^/@]+\/[^/@]+)(?:@(.+))?$/.exec(source);
  if (!hub) return undefined;
  const [, model, revision = "main"] = hub;
  const endpoint = (env["HF_ENDPOINT"]?.trim() || HUGGING_FACE).replace(/\/+$/, "");
  const token = env["HF_TOKEN"]?.trim();
  return {
    url: `${endpoint}/${model}/resolve/${revision}/tokenizer.json`,
    headers: token ? { authorization: `Bearer ${token}` } : {},
  };
}

async function readAddress(
  { url, headers }: Address,
  { cache, fetch: download }: SourceOptions,
): Promise<TokenizerFile> {
  const folder = join(cache, "tokenizers");
  const file = join(folder, `${createHash("sha256").update(url).digest("hex").slice(0, 32)}.json`);
  const discard = (): Promise<void> => rm(file, { force: true });
  const kept = await readFile(file).catch(() => undefined);
  if (kept) return { kind: "json", bytes: kept, keep: done, discard };
  const bytes = await download(url, headers);
  const keep = async (): Promise<void> => {
    await mkdir(folder, { recursive: true });
    // Several windows may do this at once: each renames a whole file of its own into place.
    const partial = `${file}.${randomUUID()}`;
    try {
      await writeFile(partial, bytes);
      await rename(partial, file);
    } finally {
      await rm(partial, { force: true });
    }
  };
  return { kind: "json", bytes, keep, discard };
}

async function readLocal(source: string): Promise<Uint8Array> {
  const path = source.startsWith("file:")
    ? fileURLToPath(source)
    : source.replace(/^~(?=[/\\])/, () => homedir());
  if (!isAbsolute(path))
    throw new Error(`${source} is neither a bundled vocabulary, an address nor an absolute path`);
  return readFile((await stat(path)).isDirectory() ? join(path, "tokenizer.json") : path);
}
