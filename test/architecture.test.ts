/** The rules of the house that a machine can see: who may import whom, no cycles, names, sizes. `server/README.md` says why. */
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";

import { expect, test } from "vitest";

import { MAY_IMPORT, roomOf } from "./may-import.ts";

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

test.for(sources)("$file keeps to its ring", ({ file, files }) => {
  const allowed = MAY_IMPORT[roomOf(file)] ?? [];
  expect(files.filter((imported) => !allowed.includes(roomOf(imported)))).toEqual([]);
});

test.for(Object.entries(MAY_IMPORT))("%s needs all that it may import", ([room, allowed]) => {
  const imported = sources.filter(({ file }) => roomOf(file) === room).flatMap(({ files }) => files);
  expect(allowed.filter((other) => !imported.some((file) => roomOf(file) === other))).toEqual([]);
});

test("every room has a rule, and every rule a room", () => {
  expect([...new Set(sources.map(({ file }) => roomOf(file)))].toSorted()).toEqual(
    Object.keys(MAY_IMPORT).toSorted(),
  );
});

test("the core imports no package, the protocol no file and no package", () => {
  for (const { file, packages, files } of sources) {
    if (roomOf(file) === "completion" || /^server\/chat\/(?:answer\/|prompt\/)?[^/]+$/.test(file))
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
