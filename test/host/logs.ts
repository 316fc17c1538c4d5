/** What VS Code and Keyfill wrote into the log files of a running host. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { RunningHost } from "./start-host.ts";

const EXTENSION = "keyfill.keyfill";

function readLogs({ profile }: RunningHost, wanted: (path: string) => boolean): string {
  const logs = join(profile, "logs");
  if (!existsSync(logs)) return "";
  const files = readdirSync(logs, { recursive: true, encoding: "utf8" }).filter(wanted);
  return files.map((file) => readFileSync(join(logs, file), "utf8")).join("\n");
}

/** Keyfill's output channel, of all windows so far. */
export const keyfillLog = (host: RunningHost): string =>
  readLogs(host, (path) => path.includes(`${sep}${EXTENSION}${sep}`) && path.endsWith(".log"));

const extensionHostLog = (host: RunningHost): string =>
  readLogs(host, (path) => path.endsWith("remoteexthost.log"));

/** The errors the extension host logged: an exception of a provider or a command ends up here. */
export function hostErrors(host: RunningHost): readonly string[] {
  return extensionHostLog(host)
    .split(/\n(?=\d{4}-\d\d-\d\d )/)
    .filter((entry) => entry.includes(" [error] "));
}

/** Waits for a line of Keyfill's log. */
export async function logLine(host: RunningHost, pattern: RegExp, timeoutMs = 30_000): Promise<string> {
  const end = performance.now() + timeoutMs;
  while (performance.now() < end) {
    const line = keyfillLog(host)
      .split("\n")
      .find((line) => pattern.test(line));
    if (line) return line;
    const failed = extensionHostLog(host).indexOf(`Activating extension ${EXTENSION} failed`);
    if (failed >= 0) throw new Error(extensionHostLog(host).slice(failed, failed + 2000));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No ${pattern} in Keyfill's log within ${timeoutMs} ms:\n${keyfillLog(host).slice(-3000)}`);
}
