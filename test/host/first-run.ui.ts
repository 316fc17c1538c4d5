/** What a fresh profile is greeted with: the walkthrough, and the offer of a server that runs on this machine. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { filled, startFakeModel } from "../support/fake-model.ts";
import { throwAwayFolder } from "./cache.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { ghostText, openFile, openWorkbench, runCommand, toasts, typeAtEnd } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";

/** A kind of local server of the user's own: the usual ones listen on ports that this machine may need. */
function homeThatKnows(url: string): string {
  const home = throwAwayFolder();
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  mkdirSync(join(home, "providers.d"));
  writeFileSync(
    join(home, "providers.d/workshop.yaml"),
    `name: Workshop\nplace: local\nrank: 1\nbase_url: ${url}/v1\nkey:\n  needed: false\ntransports:\n  list: openai\n  completion: [openai-completions]\n  chat: openai-chat\n`,
  );
  return home;
}

async function openBesideServer() {
  const model = await startFakeModel((question) => {
    if (question.path === "/v1/models") return { json: { object: "list", data: [{ id: FIM }] } };
    if (question.path !== "/v1/completions") return undefined;
    return { says: filled(question) ?? "Octagon(8)" };
  });
  onTestFinished(() => model.close());
  const session = await openSession({ env: { KEYFILL_HOME: homeThatKnows(model.url) } });
  onTestFinished(session.close);
  return session;
}

test("a local server completes after one click", async () => {
  const { page, host } = await openBesideServer();

  const offer = page.locator(".notification-toast", { hasText: "Shall it complete your code?" });
  await offer.waitFor();
  expect(await offer.innerText()).toContain("Workshop runs on");
  await page.screenshot({ path: join(pictures(), "first-offer.png") });
  await offer.getByRole("button", { name: "Use It" }).click();
  await page
    .locator(".notification-toast", { hasText: `${FIM} completes your code from now on` })
    .waitFor({ timeout: 30_000 });

  await openFile(page, "shapes.py");
  await typeAtEnd(page, "\n\nshape = ");
  expect(await ghostText(page)).toBe("Octagon(8)");
  expect(hostErrors(host)).toEqual([]);
});

test("who says no is not asked again", async () => {
  const { page } = await openBesideServer();
  await page.getByRole("button", { name: "Not Now" }).click();
  // In a browser VS Code writes it down every five seconds, and a window that is closed before has never heard of it.
  await expect.poll(() => page.evaluate(REMEMBERED), { timeout: 20_000 }).toContain("localServerOffered");
  await openWorkbench(page.context(), page.url());
  // The offer took less than this the first time.
  await page.waitForTimeout(4000);
  expect(await toasts(page)).toEqual([]);
});

/** What VS Code keeps of what Keyfill has it remember; as text, for a browser to read. */
const REMEMBERED = `new Promise((resolve, reject) => {
  const opening = indexedDB.open("vscode-web-state-db-global");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const reading = opening.result.transaction("ItemTable").objectStore("ItemTable").get("keyfill.keyfill");
    reading.onerror = () => reject(reading.error);
    reading.onsuccess = () => resolve(String(reading.result));
    opening.result.close();
  };
})`;

/** The title of each step, and a text in its picture. */
const STEPS = {
  choose: ["Choose who completes", "codestral-latest"],
  suggestion: ["See a suggestion", "take all of it"],
  chat: ["Talk about your code", "Edit test_shapes.py"],
  nothing: ["When nothing is suggested", "Snooze for 15 minutes"],
  privacy: ["What leaves this machine", "anybody else"],
} as const;

test("the walkthrough has a picture for each step, and its buttons do what they say", async () => {
  const { page, close } = await openSession();
  onTestFinished(close);
  // Where there is little room, VS Code leaves the pictures out.
  await page.setViewportSize({ width: 1700, height: 900 });
  await runCommand(page, "Keyfill: Get Started");
  await page.locator(".gettingStarted").getByText("Get Started with Keyfill").first().waitFor();
  for (const [name, [title, inPicture]] of Object.entries(STEPS)) {
    await page.locator(".getting-started-step", { hasText: title }).click();
    const picture = page.frameLocator(".getting-started-media iframe").frameLocator("iframe#active-frame");
    await picture.getByText(inPicture, { exact: true }).waitFor();
    await page.screenshot({ path: join(pictures(), `walkthrough-${name}.png`) });
  }
  await page.locator(".getting-started-step", { hasText: STEPS.choose[0] }).click();
  await page.getByRole("button", { name: "Open Providers" }).click();
  await page.locator(".tab.active", { hasText: "Keyfill Providers" }).waitFor();
});

function pictures(): string {
  mkdirSync(OUTPUT, { recursive: true });
  return OUTPUT;
}
