/** What is packaged, and nothing else, is enough to parse every language: the files that the VSIX gets, in a folder of their own. */
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { listFiles, PackageManager } from "@vscode/vsce";
import { expect, test } from "vitest";

import { shippedFiles } from "../../../server/shipped-files.ts";
import { createSyntax } from "../../../server/syntax/syntax.ts";
import { placeIn } from "../../support/marked-text.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { root } from "../../tools/build.ts";
import { languages } from "./grammars.ts";

const folder = temporaryFolder();

test("the packaged server answers in every language", { timeout: 60_000 }, async () => {
  const packaged = await listFiles({ cwd: root, packageManager: PackageManager.None });
  for (const file of packaged) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(root, file), join(folder, file));
  }
  const warnings: string[] = [];
  const files = shippedFiles(join(folder, "dist", "server")).syntax;
  const syntax = await createSyntax(files, (line) => warnings.push(line));
  const places = [...languages.keys()].map((languageId) =>
    placeIn(`"${languageId}▮"`, { languageId, uri: `file:///w/${languageId}` }),
  );
  for (const place of places) await syntax.ready(place);
  const told = places.map((place) => [place.document.languageId, syntax.at(place)?.inside]);
  await syntax.close();
  expect(warnings).toEqual([]);
  // PHP is text until it is told to begin.
  expect(told).toEqual([...languages.keys()].map((id) => [id, id === "php" ? "code" : "string"]));
});
