/** The statistics page in VS Code: the figures that lie on this machine, as charts and as tables, until they are cleared. */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { expect, onTestFinished, test } from "vitest";

import { violations } from "./audit.ts";
import { throwAwayFolder } from "./cache.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { runCommand } from "./workbench.ts";

const DAY_MS = 86_400_000;

/** Of each of twenty days: as many askings as days have passed, every other one accepted. */
function writeUsage(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (let day = 0; day < 20; day++) {
    const at = Date.now() - (19 - day) * DAY_MS;
    const events = Array.from({ length: day + 1 }, (_, index) => {
      const common = { at, id: `w-${String(day)}-${String(index)}` };
      const target = index % 3 === 0 ? "groq/llama" : "my-server/qwen";
      const language = index % 4 === 0 ? "typescript" : "python";
      const spent = {
        kind: "spent",
        target,
        trigger: "automatic",
        sent: 900,
        received: 40,
        money: 0.0004,
        ended: "text",
      };
      return [
        { ...common, ...spent },
        { ...common, kind: "offered", target, language, characters: 30, ms: 60 + index * 45 },
        ...(index % 2 === 0
          ? [
              { ...common, kind: "accepted", characters: 30 },
              { ...common, kind: "kept", afterSeconds: 30, share: 1 },
            ]
          : []),
      ];
    });
    const file = join(folder, `${new Date(at).toISOString().slice(0, 10)}.jsonl`);
    writeFileSync(
      file,
      events
        .flat()
        .map((event) => `${JSON.stringify(event)}\n`)
        .join(""),
    );
  }
}

test.for([
  ["dark", "Default Dark Modern", 1000],
  ["light", "Default Light Modern", 1000],
  ["narrow, high contrast", "Default High Contrast", 500],
] as const)(
  "%s: shows what was counted, readable by everybody, and clears it",
  async ([name, theme, width]) => {
    const cache = throwAwayFolder();
    onTestFinished(() => rmSync(cache, { recursive: true, force: true, maxRetries: 3 }));
    const usage = join(cache, "keyfill/usage");
    writeUsage(usage);
    const { page, host, close } = await openSession({
      settings: { "workbench.colorTheme": theme },
      env: { XDG_CACHE_HOME: cache },
    });
    onTestFinished(close);
    await page.keyboard.press("Control+B");
    await page.setViewportSize({ width, height: 1700 });
    await runCommand(page, "Keyfill: Show Statistics");
    const shown = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
    await shown.getByText("110 (52 %)").waitFor();
    await shown.getByRole("row", { name: "python" }).waitFor();
    mkdirSync(OUTPUT, { recursive: true });
    await page.screenshot({ path: join(OUTPUT, `statistics-${name.replaceAll(/\W+/g, "-")}.png`) });
    expect(await violations(page)).toEqual([]);

    await shown.getByText("7 days").click();
    await shown.getByText("119").first().waitFor();
    await shown.getByText("Clear…").click();
    await page.getByRole("dialog").getByRole("button", { name: "Clear" }).click();
    await shown.getByText("Nothing was counted in this time.").waitFor();
    expect(readdirSync(usage)).toEqual([]);
    expect(hostErrors(host)).toEqual([]);
  },
);
