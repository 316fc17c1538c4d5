/** A provider given by the environment alone: its text becomes ghost text; and when it fails, only the log tells. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Behaviour, type FakeProvider, startFakeProvider } from "../support/fake-provider.ts";
import { hostErrors, logLine } from "./logs.ts";
import { openSession, type Session } from "./session.ts";
import { acceptAndSave, ghostText, openFile, showsGhostText, toasts, typeAtEnd } from "./workbench.ts";

const FILE = "shapes.py";
const HTML = "<!doctype html><title>Sign in</title>";

let provider: FakeProvider;
let session: Session;
beforeAll(async () => {
  provider = await startFakeProvider();
  session = await openSession({
    env: { KEYFILL_BASE_URL: provider.url, KEYFILL_API_KEY: "test", KEYFILL_MODEL: "qwen2.5-coder-7b" },
  });
  await openFile(session.page, FILE);
});
afterAll(async () => {
  await session.close();
  await provider.close();
});

test("what it streams becomes ghost text, and with Tab part of the file", async () => {
  provider.behave({ kind: "stream", pieces: ["Octagon", "(8", ")"] });
  await typeAtEnd(session.page, "\n\nshape = ");
  expect(await ghostText(session.page)).toBe("Octagon(8)");
  await acceptAndSave(session.page);
  await session.workspace.untilRead(FILE, (text) => text.endsWith("shape = Octagon(8)"));
});

const FAILURES: readonly { readonly name: string; readonly behaviour: Behaviour; readonly reason: RegExp }[] =
  [
    { name: "500", behaviour: { kind: "status", status: 500, body: "{}" }, reason: /overloaded or failing/ },
    {
      name: "a web page",
      behaviour: { kind: "status", status: 200, body: HTML, headers: { "content-type": "text/html" } },
      reason: /not a completion/,
    },
    { name: "a stream that breaks off", behaviour: { kind: "break-off", pieces: [] }, reason: /broke off/ },
    { name: "a stream that stalls", behaviour: { kind: "stall", pieces: [] }, reason: /in time/ },
  ];

test.each(FAILURES)("$name: no ghost text, no pop-up, a line in the log", async ({ behaviour, reason }) => {
  provider.behave(behaviour);
  await typeAtEnd(session.page, "\nother = ");
  await logLine(session.host, reason, 50_000);
  expect(await showsGhostText(session.page)).toBe(false);
  expect(await toasts(session.page)).toEqual([]);
  await expect.poll(() => provider.open()).toBe(0);
});

test("none of this was an error to VS Code", () => {
  expect(hostErrors(session.host)).toEqual([]);
});
