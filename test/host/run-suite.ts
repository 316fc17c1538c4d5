/** Runs the suite inside the extension host of a VS Code from npm, with the packaged extension installed. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import type { Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import type { BuiltSuite } from "./build-suite.ts";
import { throwAwayFolder } from "./cache.ts";
import { installHost } from "./install-host.ts";
import { VSIX } from "./paths.ts";
import { copyWorkspace, unconfigured } from "./session.ts";
import { TEST_SETTINGS } from "./settings.ts";
import { startHost, type RunningHost } from "./start-host.ts";
import type { SuiteResult } from "./suite-result.ts";
import type { HostVersion } from "./versions.ts";

const TIMEOUT_MS = 300_000;

export interface SuiteRun {
  readonly suite: BuiltSuite;
  readonly version: HostVersion;
}

/** One more failed result stands for a host that died or never came to an end. */
export async function runSuite({ suite, version }: SuiteRun): Promise<readonly SuiteResult[]> {
  const folder = throwAwayFolder();
  const workspace = copyWorkspace();
  const result = join(folder, "result.json");
  const env = { ...unconfigured(workspace.folder), SUITE_RESULT: result };
  const options = { vsix: VSIX, settings: TEST_SETTINGS, env, testDriver: true };
  const host = await startHost(await installHost(version), options);
  const browser = await openBrowser();
  try {
    const page = browser.context.pages()[0] ?? (await browser.context.newPage());
    const ended = await watchSuite(page);
    await page.goto(host.url(workspace.folder, payload(host, suite)));
    const { code, output } = await ended();
    const results = readResults(result);
    const complete = results.length > 0 && (code === 0 || results.some(({ state }) => state === "failed"));
    if (complete) return results;
    return [
      ...results,
      {
        title: `the suite as a whole (${version.version})`,
        state: "failed",
        error: `code ${code}\n${output}`,
      },
    ];
  } finally {
    await browser.close();
    await host.stop();
    workspace.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

export function readResults(file: string): readonly SuiteResult[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : [];
}

interface SuiteEnd {
  /** The exit code, or what came instead of one. */
  readonly code: number | string;
  readonly output: string;
}

/** The workbench calls two functions of the page: one with each line of the console, one with the exit code. */
async function watchSuite(page: Page): Promise<() => Promise<SuiteEnd>> {
  let output = "";
  const { promise, resolve } = Promise.withResolvers<number | string>();
  await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
    output += `${format(...args)}\n`;
  });
  await page.exposeFunction("codeAutomationExit", (code: number) => resolve(code));
  page.on("crash", () => resolve("crash"));
  return async () => {
    const timer = setTimeout(() => resolve("time-out"), TIMEOUT_MS);
    const code = await promise.finally(() => clearTimeout(timer));
    return { code, output };
  };
}

const payload = (
  host: RunningHost,
  { helper, entry }: BuiltSuite,
): readonly (readonly [string, string])[] => [
  ["extensionDevelopmentPath", host.remote(helper)],
  ["extensionTestsPath", host.remote(entry)],
  ["skipWelcome", "true"],
];
