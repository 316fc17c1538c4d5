/** The chat of a sitting: opened, written in, read. */
import type { FrameLocator, Page } from "playwright-core";

import { runCommand } from "./workbench.ts";

export interface ChatView {
  readonly frame: FrameLocator;
  /** Begins another one, in which nothing is said. */
  readonly begin: () => Promise<void>;
  readonly say: (text: string) => Promise<void>;
  /** Waits for the answer's end. */
  readonly answered: (text: string | RegExp) => Promise<void>;
}

export async function openChat(page: Page): Promise<ChatView> {
  await runCommand(page, "Keyfill: Open Chat");
  const frame = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  // It takes the focus when it is there, from whatever was opened meanwhile.
  await frame.locator("#message:focus").waitFor({ timeout: 30_000 });
  return {
    frame,
    async begin() {
      await runCommand(page, "Keyfill: New Chat");
      await frame.locator(".empty").waitFor();
    },
    async say(text) {
      await frame.locator("#message").fill(text);
      await frame.locator("#message").press("Enter");
    },
    async answered(text) {
      await frame.locator(".turn.model").last().getByText(text).first().waitFor({ timeout: 30_000 });
      await frame
        .locator(".turn.model")
        .last()
        .getByRole("button", { name: "Answer again" })
        .waitFor({ timeout: 30_000 });
    },
  };
}
