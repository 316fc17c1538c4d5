/** Keyfill's keys among VS Code's own: on no system does one of them take a key from the editor, or from a Vim extension. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { openBrowser } from "./browser.ts";
import { REPOSITORY } from "./paths.ts";
import { openSession, type Session } from "./session.ts";
import { openWorkbench, runCommand } from "./workbench.ts";

interface Binding {
  readonly key: string;
  readonly command: string;
  readonly when?: string;
}

const MANIFEST = readFileSync(join(REPOSITORY, "package.json"), "utf8");
const OURS: readonly Binding[] = JSON.parse(MANIFEST).contributes.keybindings;

let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.close());

/** VS Code asks the browser which system it runs on. */
const SYSTEMS = [
  ["Linux", "X11; Linux x86_64"],
  ["Windows", "Windows NT 10.0; Win64; x64"],
  ["macOS", "Macintosh; Intel Mac OS X 10_15_7"],
] as const;

async function defaultBindings(system: string): Promise<readonly Binding[]> {
  const { context, close } = await openBrowser();
  try {
    await context.addInitScript(
      `Object.defineProperty(navigator, "userAgent", { get: () => "Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36" })`,
    );
    const page = await openWorkbench(context, session.host.url(session.workspace.folder));
    await runCommand(page, "Preferences: Open Default Keyboard Shortcuts (JSON)");
    const lines = page.locator(".view-lines", { hasText: "Override key bindings" });
    await lines.waitFor();
    await lines.click();
    await runCommand(page, "Select All");
    await runCommand(page, "Copy");
    const text: string = await page.evaluate("navigator.clipboard.readText()");
    return JSON.parse(text.replaceAll(/^\s*\/\/.*$/gm, ""));
  } finally {
    await close();
  }
}

test.for(SYSTEMS)("on %s no key of VS Code's is taken", async ([, system]) => {
  const theirs = (await defaultBindings(system)).filter(
    ({ command }) => !OURS.some((ours) => ours.command === command),
  );
  expect(theirs.length).toBeGreaterThan(800);
  for (const { key } of OURS) expect(theirs.filter((other) => other.key.split(" ")[0] === key)).toEqual([]);
});

test("no key is one of those that Vim extensions and the list of suggestions live on", () => {
  for (const { key, when } of OURS) {
    expect(key).toMatch(/^(?:shift\+)?alt\+/);
    expect(when).toMatch(/editorTextFocus|!terminalFocus/);
  }
});
