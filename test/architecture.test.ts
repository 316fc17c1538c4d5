/** The rules of the house that a machine can see: who may import whom, no cycles, names, sizes. `server/README.md` says why. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";

import { expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

interface Source {
  readonly file: string;
  readonly text: string;
  /** Files of ours, relative to the root. */
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*"([^"]+)"|\bimport\(\s*"([^"]+)"\s*\)|(?:^|\n)import\s+"([^"]+)"/g;

const sources: readonly Source[] = globSync("{server,extension}/**/*.ts", { cwd: root })
  .filter((file) => !file.endsWith(".d.ts"))
  .toSorted()
  .map((file) => {
    const text = readFileSync(join(root, file), "utf8");
    const imports = [...text.matchAll(IMPORT)].map(([, a, b, c]) => a ?? b ?? c ?? "");
    return {
      file,
      text,
      files: imports
        .filter((name) => name.startsWith("."))
        .map((name) => relative(root, resolve(root, dirname(file), name))),
      packages: imports.filter((name) => !name.startsWith(".")),
    };
  });

const PARTS = [
  "context",
  "models",
  "providers",
  "knowledge",
  "builtin",
  "privacy",
  "usage",
  "inspection",
  "syntax",
  "setup",
  "chat",
];
/** What everyone may stand on: no flow, no state. */
const GROUND = ["read-yaml.ts", "log.ts", "protocol.ts", "protocol", "settings.ts"];

/**
 * Room of `server/` → the rooms it may import. Whoever is not named may import nothing of ours. A file that connects parts
 * is a room of its own: what it may import is what it is for.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  completion: ["completion"],
  // The index has a thread of its own, which is a root, and finds out for itself what language a file is in.
  context: ["context", "completion", "declared.ts", "privacy", "languages.ts", "protocol.ts"],
  builtin: ["builtin", "completion"],
  privacy: ["privacy", "completion"],
  syntax: ["syntax", "completion", "declared.ts"],
  models: ["models", "completion", "read-yaml.ts"],
  providers: ["providers", "completion", "read-yaml.ts", "http.ts"],
  knowledge: ["knowledge", "models", "providers", "completion", "languages.ts", "read-yaml.ts", "log.ts"],
  usage: ["usage", "completion", "log.ts", "protocol"],
  inspection: ["inspection", "completion"],
  chat: ["chat", "completion", "protocol"],
  prompts: ["prompts", "protocol", "read-yaml.ts"],
  setup: ["setup", "knowledge", "models", "providers", "completion", "protocol", "clock.ts"],
  embedding: ["embedding", "completion", "protocol"],
  "shared-index": ["shared-index", "completion", "http.ts", "read-yaml.ts"],
  "http.ts": ["http", "completion"],
  http: ["http", "completion"],
  "http/download.ts": ["http.ts"],

  "connect/chat/entrance.ts": [
    "connect/chat/chat-ports.ts",
    "connect/chat/language-models.ts",
    "connect/chat/open-chats.ts",
    "knowledge",
  ],
  "connect/chat/open-chats.ts": [
    "connect/chat/chat-models.ts",
    "connect/chat/chat-ports.ts",
    "connect/chat/chat-world.ts",
    "chat",
    "prompts",
    "protocol",
  ],
  "connect/chat/chat-ports.ts": [
    "connect/exploration.ts",
    "connect/network.ts",
    "chat",
    "completion",
    "knowledge",
    "models",
    "privacy",
    "providers",
    "usage",
    "clock.ts",
    "log.ts",
    "protocol",
  ],
  "connect/chat/chat-models.ts": [
    "connect/chat/chat-ports.ts",
    "connect/exploration.ts",
    "knowledge",
    "providers",
    "clock.ts",
    "protocol",
  ],
  "connect/chat/chat-world.ts": [
    "connect/chat/passages.ts",
    "connect/following.ts",
    "connect/network.ts",
    "chat",
    "completion",
    "knowledge",
    "models",
    "privacy",
    "providers",
  ],
  "connect/chat/passages.ts": ["connect/embedding/entrance.ts", "connect/following.ts", "context", "privacy"],
  "connect/chat/language-models.ts": [
    "connect/chat/chat-models.ts",
    "connect/chat/chat-ports.ts",
    "chat",
    "protocol",
  ],
  "connect/embedding/entrance.ts": ["connect/embedding/embedder.ts", "embedding", "completion", "protocol"],
  "connect/embedding/embedder.ts": [
    "connect/embedding/ask-vectors.ts",
    "embedding",
    "completion",
    "protocol",
    "clock.ts",
    ...PARTS,
  ],
  "connect/embedding/ask-vectors.ts": [
    "connect/exploration.ts",
    "connect/network.ts",
    "completion",
    ...PARTS,
  ],
  "connect/context/connect-sources.ts": [
    "connect/context/shared-indexes.ts",
    "connect/embedding/embedder.ts",
    "connect/embedding/entrance.ts",
    "connect/following.ts",
    "context",
    "providers",
    "places.ts",
    "protocol",
    "protocol.ts",
  ],
  "connect/context/shared-indexes.ts": [
    "connect/network.ts",
    "shared-index",
    "completion",
    "protocol.ts",
    "clock.ts",
    ...PARTS,
  ],
  "connect/context/folder-context.ts": ["context", "completion", "languages.ts", "privacy"],
  "connect/learner.ts": ["builtin", "completion", "knowledge", "privacy"],
  "connect/http-settings.ts": ["http.ts"],
  "connect/exploration.ts": ["connect/network.ts", "knowledge", "models", "providers"],
  // To knock needs no client.
  "connect/network.ts": ["http.ts", "http", "http/download.ts", "clock.ts", "providers", "completion"],
  "connect/following.ts": ["builtin", "completion", "context", "languages.ts", "protocol.ts", "syntax"],
  "connect/counting.ts": ["completion", "knowledge", "models", "providers"],
  "connect/foundation.ts": [
    "connect/counting.ts",
    "connect/network.ts",
    "builtin",
    "inspection",
    "models",
    "providers",
    "clock.ts",
    "log.ts",
    "places.ts",
  ],

  "completer.ts": [
    "connect/counting.ts",
    "connect/exploration.ts",
    "connect/following.ts",
    "connect/network.ts",
    "languages.ts",
    "completion",
    ...PARTS,
    "clock.ts",
  ],
  "engine.ts": [
    "connect/chat/entrance.ts",
    "connect/context/connect-sources.ts",
    "connect/counting.ts",
    "connect/exploration.ts",
    "connect/following.ts",
    "connect/foundation.ts",
    "connect/http-settings.ts",
    "connect/learner.ts",
    "completer.ts",
    "completion",
    ...PARTS,
    "languages.ts",
    "clock.ts",
    "settings.ts",
    "protocol",
    "protocol.ts",
    "log.ts",
  ],
  lsp: ["lsp", "completion", "engine.ts", ...GROUND],
  cli: ["cli", "completion", "lsp", "engine.ts", ...GROUND],
  "main.ts": ["language-server.ts"],
  "language-server.ts": ["lsp", "engine.ts", "shipped-files.ts"],
  "cli.ts": ["cli", "lsp", "engine.ts", "connect/context/folder-context.ts", "log.ts", "shipped-files.ts"],
  "clock.ts": ["completion"],
  "read-yaml.ts": [],
  "languages.ts": ["completion"],
  "declared.ts": [],
  "shipped-files.ts": [],
  "log.ts": [],
  "places.ts": [],
  "protocol.ts": [],
  protocol: ["protocol"],
  "settings.ts": [],
  extension: ["extension", "protocol.ts", "protocol"],
};

/** The room that a file lies in: the narrowest that has a rule, else the file itself, which has none. */
function roomOf(file: string): string {
  const place = file.replace(/^server\//, "");
  const around = Object.keys(MAY_IMPORT).filter((room) => place === room || place.startsWith(`${room}/`));
  return around.toSorted((a, b) => b.length - a.length)[0] ?? place;
}

test.for(sources)("$file keeps to its ring", ({ file, files }) => {
  const allowed = MAY_IMPORT[roomOf(file)] ?? [];
  expect(files.filter((imported) => !allowed.includes(roomOf(imported)))).toEqual([]);
});

test("every room has a rule, and every rule a room", () => {
  expect([...new Set(sources.map(({ file }) => roomOf(file)))].toSorted()).toEqual(
    Object.keys(MAY_IMPORT).toSorted(),
  );
});

test("the core imports no package, the protocol no file and no package", () => {
  for (const { file, packages, files } of sources) {
    if (roomOf(file) === "completion" || /^server\/chat\/[^/]+$/.test(file))
      expect(packages, file).toEqual([]);
    if (/^protocol(?:\.ts)?$/.test(roomOf(file)))
      expect([...packages, ...files.filter((name) => roomOf(name) !== "protocol")]).toEqual([]);
  }
});

test("only http.ts makes connections, and only the extension knows VS Code", () => {
  const networks = [
    "undici/lib/dispatcher/client.js",
    "undici",
    "node:http",
    "node:https",
    "node:net",
    "node:tls",
    "node:http2",
  ];
  const makers = sources.filter(({ packages }) => packages.some((name) => networks.includes(name)));
  // The other two speak LSP: a server that listens, and a client that attaches.
  expect(makers.map(({ file }) => file).filter((file) => roomOf(file) !== "http")).toEqual([
    "extension/language-client.ts",
    "server/cli/lsp.ts",
  ]);
  expect(sources.filter(({ text }) => /\bfetch\(/.test(text)).map(({ file }) => file)).toEqual([]);
  const editors = sources
    .filter(({ packages }) => packages.includes("vscode"))
    .map(({ file }) => roomOf(file));
  expect(new Set(editors)).toEqual(new Set(["extension"]));
});

test("there is no import cycle, type imports counted", () => {
  const graph = new Map(sources.map(({ file, files }) => [file, files]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, path: readonly string[]) => {
    if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  expect(cycles).toEqual([]);
});

const VAGUE = /^(?:utils?|helpers?|common|misc|types|manager|service|base|index)(?:-|\.|$)/;

test.for(sources)("$file is named, introduced and sized as the house wants it", ({ file, text }) => {
  expect(basename(file)).toMatch(/^[a-z0-9]+(?:[-.][a-z0-9]+)*\.ts$/);
  expect(basename(file)).not.toMatch(VAGUE);
  expect(text).toMatch(/^\/\*\*/);
  expect(text.split("\n").length).toBeLessThanOrEqual(250);
  expect(text).not.toMatch(/\bany\b(?=[;,)\]>])|@ts-(?:ignore|expect-error|nocheck)/);
});

test("a log line or a prompt never reaches standard output, which belongs to the protocol", () => {
  const writers = sources
    .filter(({ text }) => /(?<![.\w])console\.|process\.stdout/.test(text))
    .map(({ file }) => file);
  expect(writers.filter((file) => file.startsWith("server"))).toEqual(["server/cli.ts", "server/cli/lsp.ts"]);
});
