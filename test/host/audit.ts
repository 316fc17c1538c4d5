/** The accessibility audit of a webview, as the browser shows it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What the audit found in the webview that is shown: the rule, and where. */
export async function violations(page: Page): Promise<readonly string[]> {
  const frame = page.frames().find((one) => one.name() === "active-frame" || /fake\.html/.test(one.url()));
  if (!frame) throw new Error("no webview is shown");
  await frame.evaluate(AXE);
  const found: unknown = await frame.evaluate(
    `axe.run(document).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => id + ": " + target.flat().join(" ") + " " + failureSummary)))`,
  );
  return Array.isArray(found) ? found.map(String) : [];
}
