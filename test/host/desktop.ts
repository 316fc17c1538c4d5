/** The desktop VS Code, where `@vscode/test-electron` can download it: a closed network refuses, and then there is none. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import {
  download,
  resolveCliPathFromVSCodeExecutablePath,
  runTests,
  SilentReporter,
} from "@vscode/test-electron";
import { cacheFolder, throwAwayFolder } from "./cache.ts";
import type { BuiltSuite } from "./build-suite.ts";
import { VSIX } from "./paths.ts";
import { run } from "./run.ts";
import { readResults } from "./run-suite.ts";
import { copyWorkspace, unconfigured } from "./session.ts";
import type { SuiteResult } from "./suite-result.ts";

const IDLE_TIMEOUT_MS = 10_000;

/** Electron needs a display on Linux. */
export const hasDisplay = (): boolean =>
  process.platform !== "linux" || Boolean(process.env["DISPLAY"] ?? process.env["WAYLAND_DISPLAY"]);

/** The program, or why there is none. */
export async function downloadDesktop(): Promise<{ readonly program: string } | { readonly reason: string }> {
  try {
    const cachePath = join(cacheFolder(), "desktop");
    const program = await download({ cachePath, reporter: new SilentReporter(), timeout: IDLE_TIMEOUT_MS });
    return { program };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

/** The command line of a desktop VS Code, which installs extensions. */
export const commandOf = (program: string): string => resolveCliPathFromVSCodeExecutablePath(program);

/** As root, which is what containers run as, Electron wants to be told. */
export const desktopArguments = (): readonly string[] =>
  process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Runs the suite in the desktop VS Code. Its output is not shown: the results say what failed. */
export async function runDesktopSuite(program: string, suite: BuiltSuite): Promise<readonly SuiteResult[]> {
  const folder = throwAwayFolder();
  const workspace = copyWorkspace();
  const result = join(folder, "result.json");
  const profile = ["--user-data-dir", join(folder, "user"), "--extensions-dir", join(folder, "extensions")];
  const sink = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    await run(commandOf(program), [...profile, ...desktopArguments(), "--install-extension", VSIX]);
    await runTests({
      vscodeExecutablePath: program,
      extensionDevelopmentPath: suite.helper,
      extensionTestsPath: suite.entry,
      extensionTestsEnv: { ...unconfigured(workspace.folder), SUITE_RESULT: result },
      launchArgs: [workspace.folder, ...profile, ...desktopArguments(), "--disable-workspace-trust"],
      stdout: sink,
      stderr: sink,
    });
    return readResults(result);
  } catch (error) {
    const results = readResults(result);
    if (results.some(({ state }) => state === "failed")) return results;
    return [...results, { title: "the suite as a whole (desktop)", state: "failed", error: String(error) }];
  } finally {
    workspace.remove();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
