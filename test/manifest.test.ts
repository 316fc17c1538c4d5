/** The manifest by enumeration: each command answered, each text there, each file shipped. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { ACCEPTED_COMMAND } from "../server/protocol.ts";
import { readManifest } from "./tools/manifest.ts";

const root = join(import.meta.dirname, "..");
const { package: manifest, texts } = await readManifest();
const manifestText = JSON.stringify(manifest);
const everyText = manifestText + JSON.stringify(texts);

const sources = globSync("{server,extension}/**/*.ts", { cwd: root })
  .filter((file) => file !== join("server", "settings.ts"))
  .map((file) => readFileSync(join(root, file), "utf8"));

const all = (text: string, pattern: RegExp) => [
  ...new Set([...text.matchAll(pattern)].map(([, found = ""]) => found)),
];

const contributed = all(manifestText, /"command":"(keyfill\.[^"]+)","title"/g);
const tables = ["extension/commands.ts", "extension/chat/commands.ts"];
const table = tables.map((file) => readFileSync(join(root, file), "utf8")).join("\n");
const registered = all(table, /^ {4}"(keyfill\.\w+)":/gm);

test("each command that is contributed is answered, and each that is answered contributed", () => {
  expect(contributed.length).toBeGreaterThan(10);
  expect(registered.toSorted()).toEqual(contributed.toSorted());
});

test("each command that is linked, bound, or offered in a menu is one of ours", () => {
  const linked = all(everyText, /(?:command:|onCommand:)(keyfill\.\w+)/g);
  const bound = all(manifestText, /"command":"(keyfill\.[^"]+)"/g);
  const offered = sources.flatMap((text) =>
    all(text, /(?:command: |command:|executeCommand\()"?(keyfill\.\w+)/g),
  );
  expect(offered.length).toBeGreaterThan(3);
  const unknown = [...linked, ...bound, ...offered].filter(
    (command) => command !== ACCEPTED_COMMAND && !registered.includes(command),
  );
  expect(unknown).toEqual([]);
});

test("each state that a `when` asks for is told to VS Code", () => {
  const asked = all(manifestText, /"when":"[^"]*?(keyfill\.\w+)/g);
  const told = sources.flatMap((text) => all(text, /contextKey\("(keyfill\.\w+)"\)/g));
  expect(asked.toSorted()).toEqual(told.toSorted());
});

test("each text is there, and none that nobody shows", () => {
  const shown = all(manifestText, /"%([^%"]+)%"/g);
  expect(shown.toSorted()).toEqual(Object.keys(texts).toSorted());
});

test("each file that the manifest names is there, and is shipped", () => {
  const files = all(manifestText, /"(?:\.\/)?((?:resources|dist)\/[^"]+)"/g).filter(
    (file) => !file.startsWith("dist"),
  );
  const shipped = readFileSync(join(root, ".vscodeignore"), "utf8").split("\n");
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) {
    expect(existsSync(join(root, file)), file).toBe(true);
    const isShipped = [file, `${file}/**`, `${file.slice(0, file.lastIndexOf("/"))}/**`].some((path) =>
      shipped.includes(`!${path}`),
    );
    expect(isShipped, file).toBe(true);
  }
});
