/**
 * Builds the two native modules of the VS Code server that matter and come without a binary: spdlog (all log files) and
 * native-watchdog (ends the extension host when its parent dies).
 */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { findOnPath, run } from "./run.ts";

const NATIVES = ["@vscode/spdlog", "@vscode/native-watchdog", "native-watchdog"];
const CONSEQUENCE = "VS Code from npm goes on without log files.";

/** Says in one line what is missing. */
export class NativesNotBuilt extends Error {}

export function requireBuildTools(): void {
  const missing = [["make"], ["g++", "clang++"], ["python3"]]
    .filter((names) => !findOnPath(...names))
    .map(([name]) => name);
  if (missing.length === 0) return;
  throw new NativesNotBuilt(
    `${missing.join(", ")} not found: ${CONSEQUENCE} (Debian: apt-get install -y make g++ python3)`,
  );
}

export async function buildNatives(vscode: string, env: NodeJS.ProcessEnv): Promise<void> {
  const present = NATIVES.filter((name) => existsSync(join(vscode, "node_modules", name)));
  try {
    await run("npm", ["rebuild", "--loglevel=error", ...present], { cwd: vscode, env });
  } catch (error) {
    throw new NativesNotBuilt(`node-gyp failed: ${CONSEQUENCE}\n${String(error)}`, { cause: error });
  }
  // npm reports success as well when it found nothing to do.
  const unbuilt = present.filter((name) => !hasBinary(join(vscode, "node_modules", name, "build/Release")));
  if (unbuilt.length > 0)
    throw new NativesNotBuilt(`${unbuilt.join(", ")} could not be built: ${CONSEQUENCE}`);
}

const hasBinary = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => name.endsWith(".node"));
