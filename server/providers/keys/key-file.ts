/** `keys.yaml`: keys by the names of their provider instances. Refused unless only its owner may read it. What is in it is never told. */
import { type Stats, statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { platform } from "node:os";

import * as z from "zod/mini";

import { inEnglish, told, toTell, withAdvice, type Words } from "../../completion/told.ts";
import { failure, ProviderError } from "../failure.ts";

export interface KeyFile {
  /** Rejects with a ProviderError when the file is refused or wrong and a key is needed. */
  readonly of: (instance: string, needed: boolean) => Promise<string | undefined>;
}

interface Place {
  readonly path: string;
  readonly note: (line: string) => void;
  readonly windows?: boolean;
  readonly user?: number | undefined;
}

type Content = Readonly<Record<string, string>> | ProviderError;

interface Seen {
  readonly version: string;
  readonly content: Content;
}

const schema = z.record(z.string(), z.string());
/** For others to read, write or run. */
const OTHERS = 0o077;

export function createKeyFile(place: Place): KeyFile {
  const { path, note } = place;
  let seen: Seen | undefined;

  async function read(): Promise<Content> {
    const version = versionOf(path);
    if (version === "missing") return {};
    return seen?.version === version ? seen.content : readAnew();
  }

  async function readAnew(): Promise<Content> {
    const file = await open(path).catch((error: NodeJS.ErrnoException) => error);
    if (file instanceof Error) {
      return file.code === "ENOENT"
        ? {}
        : wrong(told("{0} cannot be read ({1})", path, file.code ?? file.name));
    }
    try {
      seen = { version: nameOf(await file.stat()), content: await contentOf(file, place) };
      if (seen.content instanceof Error) note(inEnglish(withAdvice(seen.content.toJSON())));
      return seen.content;
    } finally {
      await file.close();
    }
  }

  return {
    async of(instance, needed) {
      const content = await read();
      if (!(content instanceof Error)) return content[instance];
      if (needed) throw content;
      return undefined;
    },
  };
}

/** Of a keystroke's time: a stat takes 3 µs here, and to have a thread do it a hundred times as long. */
function versionOf(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats ? nameOf(stats) : "missing";
  } catch {
    return "unreadable";
  }
}

function nameOf({ mtimeMs, ctimeMs, ino, size }: Stats): string {
  return [mtimeMs, ctimeMs, ino, size].join();
}

async function contentOf(file: FileHandle, place: Place): Promise<Content> {
  const { path, note, windows = platform() === "win32", user = process.getuid?.() } = place;
  if (windows) note(`who may read ${path} is not checked on Windows: see to it that only you may`);
  else {
    const { mode, uid } = await file.stat();
    if (uid !== user)
      return wrong(told("{0} belongs to someone else", path), toTell("Make it yours, or remove it."));
    if ((mode & OTHERS) !== 0) {
      const octal = (mode & 0o777).toString(8).padStart(4, "0");
      return wrong(
        told("{0} may be read by others (mode {1}) and is not used", path, octal),
        told("Run: {0}", `chmod 600 "${path}"`),
      );
    }
  }
  return keysIn(await file.readFile("utf8"), path);
}

/** A mistake is told by its place alone: the words of a YAML parser quote what they stumbled over. */
async function keysIn(text: string, path: string): Promise<Content> {
  const { checkYaml } = await import("../../read-yaml.ts");
  const advice = toTell('It holds one line per provider, such as: mine: "sk-…"');
  try {
    const parsed = checkYaml(text, path, schema);
    if (parsed.ok) return parsed.value;
    const { line, col } = parsed.mistakes[0]?.start ?? { line: 1, col: 1 };
    const at = `${path}:${String(line)}:${String(col)}`;
    return wrong(told("{0}: is not a name with a key in quotes", at), advice);
  } catch (error) {
    // The parser throws for an alias without an anchor: a key that begins with a star.
    if (error instanceof ReferenceError)
      return wrong(told("{0}: a key is not in quotes", `${path}:1:1`), advice);
    throw error;
  }
}

function wrong(message: Words, advice?: Words): ProviderError {
  return new ProviderError(failure("misconfigured", message, advice));
}
