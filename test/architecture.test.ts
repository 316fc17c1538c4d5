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

/** The room that a file lies in: a folder of `server/`, the file itself where it lies directly in it, or the extension. */
function roomOf(file: string): string {
  const [top = "", room = ""] = file.split("/");
  return top === "server" ? room : top;
}

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
const GROUND = ["resources.ts", "log.ts", "protocol.ts", "protocol", "settings.ts"];

/** Room → the rooms it may import. Whoever is not named may import nothing of ours. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  completion: ["completion"],
  // The index has a thread of its own, which is a root, and finds out for itself what language a file is in.
  context: ["context", "completion", "declared.ts", "privacy", "languages.ts", "protocol.ts"],
  builtin: ["builtin", "completion"],
  privacy: ["privacy", "completion"],
  syntax: ["syntax", "completion", "declared.ts"],
  models: ["models", "completion", "resources.ts"],
  providers: ["providers", "completion", "resources.ts", "http.ts"],
  knowledge: ["knowledge", "models", "providers", "completion", "languages.ts", "resources.ts", "log.ts"],
  usage: ["usage", "completion", "log.ts", "protocol"],
  inspection: ["inspection", "completion"],
  chat: ["chat", "completion", "protocol"],
  prompts: ["prompts", "protocol", "resources.ts"],
  setup: ["setup", "knowledge", "models", "providers", "completion", "protocol", "clock.ts"],
  embedding: ["embedding", "completion", "protocol"],
  "embeddings.ts": ["embedder.ts", "embedding", "completion", "protocol"],
  "ask-vectors.ts": ["completion", "exploration.ts", "network.ts", ...PARTS],
  "embedder.ts": ["embedding", "ask-vectors.ts", "completion", "protocol", "clock.ts", ...PARTS],
  "learner.ts": ["builtin", "completion", "knowledge", "privacy"],
  "shared-index": ["shared-index", "completion", "http.ts", "resources.ts"],
  "shared-indexes.ts": ["shared-index", "completion", "protocol.ts", "clock.ts", "network.ts", ...PARTS],
  "finding.ts": [
    "context",
    "embedder.ts",
    "embeddings.ts",
    "following.ts",
    "places.ts",
    "protocol",
    "protocol.ts",
    "providers",
    "shared-indexes.ts",
  ],
  "http.ts": ["http", "completion"],
  http: ["http", "completion"],
  "download.ts": ["http.ts"],
  "http-settings.ts": ["http.ts"],
  "exploration.ts": ["knowledge", "models", "providers", "network.ts"],
  // To knock needs no client.
  "network.ts": ["http.ts", "http", "download.ts", "clock.ts", "providers", "completion"],
  "completer.ts": [
    "languages.ts",
    "completion",
    ...PARTS,
    "counting.ts",
    "exploration.ts",
    "following.ts",
    "network.ts",
    "clock.ts",
  ],
  "chat-ports.ts": [
    "chat",
    "completion",
    "knowledge",
    "models",
    "privacy",
    "providers",
    "usage",
    "exploration.ts",
    "network.ts",
    "clock.ts",
    "log.ts",
    "protocol",
  ],
  "chat-models.ts": ["chat-ports.ts", "knowledge", "providers", "exploration.ts", "clock.ts", "protocol"],
  "chat-world.ts": [
    "chat",
    "completion",
    "knowledge",
    "models",
    "privacy",
    "providers",
    "following.ts",
    "network.ts",
    "passages.ts",
  ],
  "passages.ts": ["context", "embeddings.ts", "following.ts", "privacy"],
  "chats.ts": ["chat", "chat-ports.ts", "chat-models.ts", "chat-world.ts", "prompts", "protocol"],
  "language-models.ts": ["chat", "chat-ports.ts", "chat-models.ts", "protocol"],
  "chatting.ts": ["chats.ts", "chat-ports.ts", "knowledge", "language-models.ts"],
  "clock.ts": ["completion"],
  "resources.ts": [],
  "languages.ts": ["completion"],
  "declared.ts": [],
  "shipped-files.ts": [],
  "log.ts": [],
  "places.ts": [],
  "protocol.ts": [],
  protocol: ["protocol"],
  "settings.ts": [],
  "following.ts": ["builtin", "completion", "context", "languages.ts", "protocol.ts", "syntax"],
  "counting.ts": ["completion", "knowledge", "models", "providers"],
  "means.ts": [
    "builtin",
    "clock.ts",
    "counting.ts",
    "inspection",
    "log.ts",
    "models",
    "network.ts",
    "places.ts",
    "providers",
  ],
  "engine.ts": [
    "chatting.ts",
    "counting.ts",
    "finding.ts",
    "learner.ts",
    "protocol",
    "following.ts",
    "protocol.ts",
    "completion",
    ...PARTS,
    "means.ts",
    "completer.ts",
    "http-settings.ts",
    "exploration.ts",
    "languages.ts",
    "clock.ts",
    "settings.ts",
    "log.ts",
  ],
  lsp: ["lsp", "completion", "engine.ts", ...GROUND],
  cli: ["cli", "completion", "lsp", "engine.ts", ...GROUND],
  "gathering.ts": ["context", "completion", "languages.ts", "privacy"],
  "main.ts": ["language-server.ts"],
  "language-server.ts": ["lsp", "engine.ts", "shipped-files.ts"],
  "cli.ts": ["cli", "lsp", "engine.ts", "gathering.ts", "log.ts", "shipped-files.ts"],
  extension: ["extension", "protocol.ts", "protocol"],
};

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
