/** The chat in the three kinds of theme, narrow and wide: pictures for people, and the audit. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";

import { wants } from "../support/tool-chat.ts";
import { violations } from "./audit.ts";
import { openChat } from "./chat.ts";
import { OUTPUT } from "./paths.ts";
import { CHATS, openProvided } from "./provided-session.ts";
import { openFile } from "./workbench.ts";

const ANSWER = `It has **three parts**, see [the shapes](shapes.py#L7):

1. \`Shape\`, what all of them can do
2. \`Circle\` and the others

\`\`\`python shapes.py
class Octagon(Shape):
    """Eight sides."""

    def __init__(self, side: float) -> None:
        self.side = side  # all of them are alike

    def perimeter(self) -> float:
        return 8 * self.side
\`\`\`

| name | sides |
|------|------:|
| Circle | 0 |
| Octagon | 8 |

> Round things have no sides.

- [x] read
- [ ] write a test

\`\`\`sh
python -m pytest
\`\`\`
`;

test.for([
  ["dark", "Default Dark Modern"],
  ["light", "Default Light Modern"],
  ["high-contrast", "Default High Contrast"],
] as const)(
  "%s: readable by everybody, at 280 px and at 600 px",
  { timeout: 180_000 },
  async ([name, theme]) => {
    const { page, provider, close } = await openProvided({
      answers: { kind: "stream", pieces: ANSWER.split(/(?<= )/) },
      model: CHATS,
      settings: { "workbench.colorTheme": theme },
    });
    onTestFinished(close);
    mkdirSync(OUTPUT, { recursive: true });
    await openFile(page, "shapes.py");
    const { frame, say, answered } = await openChat(page);
    const look = async (what: string) => {
      for (const width of [280, 600]) {
        await widen(page, width);
        await page.screenshot({ path: join(OUTPUT, `chat-${what}-${name}-${String(width)}.png`) });
        expect(await violations(page), `${what} at ${String(width)} px`).toEqual([]);
      }
    };

    await page.setViewportSize({ width: 1280, height: 1000 });
    await look("empty");
    await frame.getByRole("button", { name: "Add the file in front, shapes.py" }).click();
    await say("What is in this file?");
    await answered("Octagon");
    await look("answer");
    await frame.locator("#message").pressSequentially("@sh");
    await frame.getByRole("option").first().waitFor();
    await look("completion");
    await frame.locator("#message").press("Escape");
    await frame.locator("#message").fill("");
    for (const menu of ["Mode:", "Model:", "Temperature"]) {
      await frame.getByRole("button", { name: menu }).click();
      await look(`menu-${menu.replace(":", "").toLowerCase()}`);
      await page.keyboard.press("Escape");
    }
    provider.behave(
      wants({ name: "run_command", asked: { argv: ["npm", "test", "--", "--project", "unit"] } }),
    );
    await say("Run the tests");
    await frame.locator(".permission").waitFor({ timeout: 30_000 });
    await look("permission");
    provider.behave({ kind: "status", status: 429, body: '{"error":{"message":"Rate limit reached"}}' });
    await frame.locator(".permission").getByText("Deny").click();
    await frame.getByRole("alert").getByText("Try again").waitFor({ timeout: 30_000 });
    await look("failure");
    expect(await frame.locator("html").evaluate(ICON_COLORS)).toEqual(["as its words"]);
    await widen(page, 280);
    await expect.poll(() => frame.locator("html").evaluate(BELOW_WHAT_IS_SEEN)).toBe(0);
    await frame.getByRole("button", { name: "All chats" }).click();
    await look("history");
  },
);

/** The icons of buttons are drawn within them, out of the reach of other rules. */
const ICON_COLORS = `[...document.querySelectorAll("vscode-button[icon]")].map(({ shadowRoot }) => {
  const icon = shadowRoot.querySelector("vscode-icon").shadowRoot.querySelector(".codicon");
  const words = shadowRoot.querySelector(".base");
  return getComputedStyle(icon).color === getComputedStyle(words).color ? "as its words" : "other";
})`;
const BELOW_WHAT_IS_SEEN = `(() => {
  const { scrollHeight, clientHeight, scrollTop } = document.querySelector(".reading");
  return Math.floor(scrollHeight - clientHeight - scrollTop);
})()`;

/** By the edge of the side bar, as a person would. */
async function widen(page: Page, width: number): Promise<void> {
  const bar = page.locator(".part.auxiliarybar");
  const box = await bar.boundingBox();
  if (!box) throw new Error("the side bar is not there");
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x - 1, y);
  await page.mouse.down();
  await page.mouse.move(box.x - 1 + (box.width - width), y, { steps: 5 });
  await page.mouse.up();
  await page.mouse.move(box.x + box.width / 2, 20);
  await page.waitForTimeout(300);
}
