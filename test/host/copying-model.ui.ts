/** Ghost text from a real llama.cpp server: its model fills the hole with what stands earlier, after the same words. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingTools } from "../model-server/build.ts";
import { type LlamaServer, startLlamaServer } from "../model-server/start.ts";
import { hostErrors } from "./logs.ts";
import { openSession, type Session } from "./session.ts";
import { acceptAndSave, ghostText, openFile, typeAtEnd } from "./workbench.ts";

const FILE = "shapes.py";
const missing = missingTools();
const title =
  missing === undefined
    ? "a model that copies"
    : `a model that copies: its server is not built, it needs ${missing}`;
const BUILD_WITHIN_MS = 40 * 60_000;

describe.skipIf(missing !== undefined && process.env["CI"] === undefined)(title, () => {
  let llama: LlamaServer;
  let session: Session;

  beforeAll(async () => {
    llama = await startLlamaServer({ model: "copying", contextTokens: 8192 });
    session = await openSession({
      env: { KEYFILL_BASE_URL: `${llama.url}/v1`, KEYFILL_MODEL: "qwen2.5-coder-copying" },
    });
    await openFile(session.page, FILE);
  }, BUILD_WITHIN_MS);
  afterAll(async () => {
    await session?.close();
    await llama?.stop();
  });

  test("what it copies is shown, and with Tab part of the file", async () => {
    const { page, workspace } = session;
    const before = workspace.read(FILE).trimEnd();
    await typeAtEnd(page, "\n\ntotal = sum(shape.area() for shape in shapes)\nprint(total)\ntotal =");
    expect(await ghostText(page, 30_000)).toMatch(/sum\(shape\.area\(\) for shape in shapes\)/);
    await acceptAndSave(page);
    const typed = await workspace.untilRead(FILE, (text) => text.trimEnd().length > before.length);
    expect(typed.split("total = sum(shape.area() for shape in shapes)")).toHaveLength(3);
    expect(llama.log()).toMatch(/processing task|launch_slot_/);
    expect(hostErrors(session.host)).toEqual([]);
  });
});
