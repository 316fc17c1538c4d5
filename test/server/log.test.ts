import { expect, test } from "vitest";

import { createLog } from "../../server/log.ts";

test("a key never appears in the log", () => {
  const lines: string[] = [];
  const log = createLog((level, line) => lines.push(`${level} ${line}`));
  log.conceal("sk-secret-1");
  log.write("warn", "Incorrect API key provided: sk-secret-1, sk-secret-1.");
  expect(lines).toEqual(["warn Incorrect API key provided: ***, ***."]);
});
