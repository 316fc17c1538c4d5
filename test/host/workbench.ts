/** Drives VS Code's workbench in the browser as a user does, and waits where a program would be faster than the workbench. */
import type { BrowserContext, Locator, Page } from "playwright-core";

const GHOST_TEXT = ".monaco-editor .ghost-text, .monaco-editor .ghost-text-decoration";

/** Opens the workbench; ready when Keyfill's status bar item no longer says that its server is starting. */
export async function openWorkbench(context: BrowserContext, url: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  const busy = page.locator(".codicon-loading");
  await statusItems(page).filter({ hasText: "Keyfill", hasNot: busy }).first().waitFor({ timeout: 60_000 });
  return page;
}

export async function runCommand(page: Page, label: string): Promise<void> {
  await pick(page, { key: "F1", text: `>${label}`, row: label });
}

export async function openFile(page: Page, name: string): Promise<void> {
  await pick(page, { key: "Control+P", text: name, row: name });
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  // The tab is there earlier than the editor: keys typed before this go astray.
  await page.locator(".editor-group-container.active .editor-instance .monaco-editor.focused").waitFor();
  await idle(page);
}

/**
 * Picks a row of a list that a key opens. The list closes again when something that was opened before takes the focus
 * late, as a webview does; a user opens it once more.
 */
async function pick(page: Page, { key, text, row }: { key: string; text: string; row: string }) {
  const input = page.locator(".quick-input-widget input").first();
  const rows = page.locator(".quick-input-list .monaco-list-row").filter({ hasText: row });
  for (let attempt = 1; ; attempt++) {
    const timeout = attempt === 3 ? 30_000 : 5000;
    await page.keyboard.press(key);
    try {
      await input.fill(text, { timeout });
      return await rows.first().click({ timeout });
    } catch (error) {
      if (attempt === 3) throw error;
      await page.keyboard.press("Escape");
    }
  }
}

/**
 * The editor makes its ghost text part in idle time, at the latest after 5 s. What is typed before that never reaches an
 * inline completion provider.
 */
async function idle(page: Page): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await page.evaluate("new Promise((done) => requestIdleCallback(() => done(), { timeout: 5000 }))");
  }
}

/** Types at the end of the open file. */
export async function typeAtEnd(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+End");
  await page.keyboard.type(text, { delay: 40 });
}

/** Scrolls so that there is room below the last line: ghost text of several lines does not scroll by itself. */
export async function makeRoomBelow(page: Page): Promise<void> {
  for (let line = 0; line < 8; line++) await page.keyboard.press("Control+ArrowDown");
}

/**
 * Waits for ghost text that stands still, and reads it: what stands on the cursor's line, then the lines that are made
 * room for below.
 */
export async function ghostText(page: Page, timeout = 15_000): Promise<string> {
  const end = performance.now() + timeout;
  await page.locator(GHOST_TEXT).first().waitFor({ timeout });
  for (let before = await readGhostText(page); ;) {
    await page.waitForTimeout(100);
    const text = await readGhostText(page);
    if ((text !== "" && text === before) || performance.now() > end) return text;
    before = text;
  }
}

async function readGhostText(page: Page): Promise<string> {
  const first = await page.locator(".view-lines .ghost-text-decoration").allTextContents();
  const below = await page.locator(".suggest-preview-text .view-line").allTextContents();
  return [first.join(""), ...below].join("\n").replaceAll("\u00a0", " ");
}

export const showsGhostText = async (page: Page): Promise<boolean> =>
  (await page.locator(GHOST_TEXT).count()) > 0;

/** Ghost text is drawn earlier than Tab takes it, on a slow machine; a key that did nothing is pressed once more. */
async function accept(page: Page): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    await page.keyboard.press("Tab");
    try {
      return await page.locator(GHOST_TEXT).first().waitFor({ state: "detached", timeout: 5000 });
    } catch (error) {
      if (attempt === 3) throw error;
    }
  }
}

/** Tab, then save. */
export async function acceptAndSave(page: Page): Promise<void> {
  await accept(page);
  await page.keyboard.press("Control+S");
}

/** The texts of the notifications that popped up. */
export const toasts = (page: Page): Promise<string[]> =>
  page.locator(".notifications-toasts .notification-list-item-message").allTextContents();

export function statusItems(page: Page): Locator {
  return page.locator(`.part.statusbar .statusbar-item[id^="keyfill.keyfill"]`);
}

/** Points at Keyfill until the tooltip says this. One whose words change just then comes only when the mouse moves again. */
export async function seeTooltip(page: Page, says: string | RegExp): Promise<void> {
  const tooltip = page.locator(".monaco-hover:visible").filter({ hasText: says }).first();
  for (let attempt = 1; ; attempt++) {
    await page.mouse.move(600, 300);
    await statusItems(page).first().hover();
    try {
      return await tooltip.waitFor({ timeout: 5000 });
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}
