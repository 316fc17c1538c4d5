/** A provider's text becomes ghost text; and when it fails, only the log tells. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Behaviour, type FakeProvider, startFakeProvider } from "../support/fake-provider.ts";
import { hostErrors, logLine } from "./logs.ts";
import { openSession, type Session } from "./session.ts";
import { acceptAndSave, ghostText, openFile, showsGhostText, toasts, typeAtEnd } from "./workbench.ts";

const FILE = "shapes.py";
const HTML = "<!doctype html><title>Sign in</title>";

let provider: FakeProvider;
beforeAll(async () => {
  provider = await startFakeProvider();
});
afterAll(() => provider.close());

describe("given by the environment alone", () => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession({
      env: { KEYFILL_BASE_URL: provider.url, KEYFILL_API_KEY: "test", KEYFILL_MODEL: "qwen2.5-coder-7b" },
    });
  });
  afterAll(() => session.close());

  test("what it streams becomes ghost text, and with Tab part of the file", async () => {
    await openFile(session.page, FILE);
    provider.behave({ kind: "stream", pieces: ["Octagon", "(8", ")"] });
    await typeAtEnd(session.page, "\n\nshape = ");
    expect(await ghostText(session.page)).toBe("Octagon(8)");
    await acceptAndSave(session.page);
    await session.workspace.untilRead(FILE, (text) => text.endsWith("shape = Octagon(8)"));
    expect(hostErrors(session.host)).toEqual([]);
  });
});

interface Row {
  readonly name: string;
  readonly behaviour: Behaviour;
  readonly reason: RegExp;
}

const FAILURES: readonly Row[] = [
  { name: "500", behaviour: { kind: "status", status: 500, body: "{}" }, reason: /overloaded or failing/ },
  {
    name: "page",
    behaviour: { kind: "status", status: 200, body: HTML, headers: { "content-type": "text/html" } },
    reason: /not a completion/,
  },
  { name: "cut", behaviour: { kind: "break-off", pieces: ["half of an"] }, reason: /broke off/ },
  { name: "stall", behaviour: { kind: "stall", pieces: ["half of an"] }, reason: /in time/ },
];

describe("given by a file, and failing", () => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession();
    await openFile(session.page, FILE);
  });
  afterAll(() => session.close());

  /** Another target for each, since one that keeps failing is left alone for a while. */
  async function serve(name: string): Promise<void> {
    const folder = join(dirname(session.workspace.folder), "home", "providers.d");
    mkdirSync(folder, { recursive: true });
    const model = `qwen2.5-coder-${name}`;
    const text = `base_url: ${provider.url}\nmodel: ${model}\nfirst_byte_timeout: 1\nstall_timeout: 1\n`;
    writeFileSync(join(folder, "fake.yaml"), text);
    await logLine(session.host, new RegExp(`serving: fake/${model}`));
  }

  test.each(FAILURES)("$name: no ghost text, no pop-up, a line in the log", async (row) => {
    provider.behave(row.behaviour);
    await serve(row.name);
    await typeAtEnd(session.page, "\nother = ");
    await logLine(session.host, new RegExp(`${row.reason.source}.*fake/qwen2\\.5-coder-${row.name}`));
    expect(await showsGhostText(session.page)).toBe(false);
    expect(await toasts(session.page)).toEqual([]);
    await expect.poll(() => provider.open()).toBe(0);
  });

  test("none of this was an error to VS Code", () => {
    expect(hostErrors(session.host)).toEqual([]);
  });
});
