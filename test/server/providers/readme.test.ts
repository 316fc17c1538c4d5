import { readFileSync } from "node:fs";
import { join } from "node:path";

import { expect, test } from "vitest";

import { RESOURCES } from "../../support/knowledge.ts";
import { providersReadme } from "../../tools/providers-readme.ts";

test("the README of the providers is up to date", async () => {
  const written = readFileSync(join(RESOURCES, "providers", "README.md"), "utf8");
  // Run: node test/tools/providers-readme.ts
  expect(written).toBe(await providersReadme());
});
