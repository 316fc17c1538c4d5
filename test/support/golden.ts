/** Long outputs are files, reviewed in the diff. `UPDATE=1` accepts what is there now. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { expect } from "vitest";

export function expectGolden(actual: string, file: string): void {
  if (process.env["UPDATE"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  if (!existsSync(file))
    throw new Error(`${file} is not there; look at the output and run again with UPDATE=1:\n${actual}`);
  expect(actual).toBe(readFileSync(file, "utf8"));
}
