/** A day's budget as its user meets it: ghost text until it is used up, then a quiet sign and a way to go on. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keyfillLog } from "./logs.ts";
import { openProvided, type ProvidedSession } from "./provided-session.ts";
import {
  ghostText,
  openFile,
  runCommand,
  showsGhostText,
  seeTooltip,
  statusItems,
  toasts,
  typeAtEnd,
} from "./workbench.ts";

let session: ProvidedSession;
let page: Page;
beforeAll(async () => {
  session = await openProvided({
    answers: { kind: "stream", pieces: ["Octagon(8)"] },
    machineSettings: { "keyfill.completion.dailyTokens": 5 },
  });
  ({ page } = session);
  await openFile(page, "shapes.py");
});
afterAll(() => session.close());

const item = () => statusItems(page).first();

test("used up, it is quiet and says so without a pop-up; by hand, and when the user goes on, it suggests", async () => {
  // In one piece, so that there is one request: key by key, how many of them cost something is a matter of time.
  await page.keyboard.press("Control+End");
  await page.keyboard.insertText("\n\nfirst = ");
  expect(await ghostText(page)).toBe("Octagon(8)");
  await page.keyboard.press("Escape");
  await typeAtEnd(page, "\n\nsecond = ");
  await expect.poll(() => keyfillLog(session.host), { timeout: 15_000 }).toContain("nothing (daily-tokens)");
  await item().filter({ hasText: "paused" }).locator(".codicon-dashboard").waitFor();
  expect(await showsGhostText(page)).toBe(false);
  expect(await toasts(page)).toEqual([]);
  await runCommand(page, "Keyfill: Go On Today");
  await typeAtEnd(page, "\n\nthird = ");
  expect(await ghostText(page)).toBe("Octagon(8)");
  await item().locator(".codicon-sparkle").waitFor();
  await seeTooltip(page, /Half of the answers within \d+ ms.*tokens today/);
});
