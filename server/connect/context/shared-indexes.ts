/** The indexes that teams run, connected: which there are, what each may see of a document, and how they fare. Loaded when a file names one. */
import { readdir, stat } from "node:fs/promises";

import { allInEnglish, inEnglish, told, type Words } from "../../completion/told.ts";
import { clock } from "../../clock.ts";
import type { Signal, Snippet } from "../../completion/ports.ts";
import type { Snapshot } from "../../completion/request.ts";
import type { TeamIndex } from "../../context/sources/shared-index.ts";
import type { Network } from "../network.ts";
import type { Privacy } from "../../privacy/privacy.ts";
import { recipientAt } from "../../privacy/recipient.ts";
import type { SharedIndexStatus } from "../../protocol.ts";
import type { Keys } from "../../providers/keys.ts";
import type { IndexFile } from "../../shared-index/shared-file.ts";
import type { SharedIndex } from "../../shared-index/shared-index.ts";

export interface SharedIndexes extends TeamIndex {
  readonly status: () => readonly SharedIndexStatus[];
  readonly close: () => void;
}

export interface SharedIndexParts {
  /** The user's `indexes.d`. */
  readonly folder: string;
  readonly network: Network;
  readonly keys: Keys;
  readonly privacy: Privacy;
  readonly vectorOf: (text: string, signal: Signal) => Promise<readonly number[]>;
  readonly warn: (line: string) => void;
  readonly changed: () => void;
}

/** The folder is looked at again after so long. */
const LOOK_AGAIN_MS = 3_000;

export function createSharedIndexes(parts: SharedIndexParts): SharedIndexes {
  const { folder, privacy, warn } = parts;
  const closing = new AbortController();
  let indexes: readonly SharedIndex[] = [];
  let mistakes: readonly Words[] = [];
  let state = "";
  let lookedAt = -Infinity;

  async function look(): Promise<void> {
    lookedAt = clock.now();
    const now = await stateOf(folder);
    if (now === state) return;
    state = now;
    const opened = await open(parts);
    indexes = opened.indexes;
    if (allInEnglish(opened.mistakes) !== allInEnglish(mistakes))
      for (const mistake of opened.mistakes) warn(inEnglish(mistake));
    mistakes = opened.mistakes;
    parts.changed();
  }

  const queryFor = ({ name, url }: IndexFile, document: Snapshot, lines: { start: number; end: number }) => {
    const to = recipientAt(name, url);
    if (!privacy.mayComplete(document.uri, to)) return "";
    return privacy.show({ path: document.path, lines: document.lines, ...lines }, to).trim();
  };
  void look();
  return {
    isEmpty() {
      if (clock.now() - lookedAt > LOOK_AGAIN_MS) void look();
      return indexes.length === 0;
    },
    async search(document, lines) {
      const found = await Promise.all(
        indexes.map(async (index) => {
          const query = queryFor(index.file, document, lines);
          const rows = query === "" ? [] : await index.ask(query, closing.signal);
          return rows.map((row): Snippet => ({ ...row, source: `shared index ${index.file.name}` }));
        }),
      );
      return found.flat();
    },
    status: () => [
      ...indexes.map(({ file, why }) => {
        const reason = why();
        return { name: file.name, ...(reason !== undefined && { why: reason }) };
      }),
      ...mistakes.map((why) => ({ name: "indexes.d", why })),
    ],
    close: () => closing.abort(),
  };
}

/** Another one whenever a file in it is another. */
async function stateOf(folder: string): Promise<string> {
  const names = await readdir(folder).catch((): string[] => []);
  const stats = await Promise.all(
    names.toSorted().map(async (name) => {
      const found = await stat(`${folder}/${name}`).catch(() => undefined);
      return found ? `${name} ${String(found.mtimeMs)} ${String(found.size)}` : "";
    }),
  );
  return stats.join("\n");
}

async function open({ folder, network, keys, vectorOf, warn, changed }: SharedIndexParts) {
  const [{ readIndexFiles }, { createSharedIndex }, { sender }] = await Promise.all([
    import("../../shared-index/shared-file.ts"),
    import("../../shared-index/shared-index.ts"),
    import("../../shared-index/post.ts"),
  ]);
  const { files, mistakes } = await readIndexFiles(folder);
  const own = {
    send: sender(network.http),
    vectorOf,
    now: () => clock.now(),
    headersOf: (file: IndexFile) => headersOf(file, keys),
    changed(name: string, why: Words | undefined) {
      warn(
        why === undefined
          ? `shared index ${name}: it answers again`
          : `shared index ${name}: ${inEnglish(why)}`,
      );
      changed();
    },
  };
  return { indexes: files.map((file) => createSharedIndex(file, own)), mistakes };
}

function headersOf({ name, headers }: IndexFile, keys: Keys): Readonly<Record<string, string>> {
  const whole = (header: string, value: string) =>
    value.replaceAll(/\$\w+/g, (form) =>
      keys.secret(form, {
        instance: undefined,
        key: told("the header {0} of {1}", header, `indexes.d/${name}.yaml`),
      }),
    );
  return Object.fromEntries(
    Object.entries(headers).map(([header, value]) => [header.toLowerCase(), whole(header, value)]),
  );
}
