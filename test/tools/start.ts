/**
 * `npm start`: Keyfill in a VS Code with a throw-away profile, on a copy of the sample workspace. The desktop VS Code where
 * there is one, or one can be downloaded; else the one from npm, in a browser. With --check: see check-start.ts.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { throwAwayFolder } from "../host/cache.ts";
import { commandOf, desktopArguments, downloadDesktop, hasDisplay } from "../host/desktop.ts";
import { installHost } from "../host/install-host.ts";
import { findOnPath, run } from "../host/run.ts";
import { copyWorkspace, type Workspace } from "../host/session.ts";
import { QUIET_SETTINGS } from "../host/settings.ts";
import { startHost, withoutEditor } from "../host/start-host.ts";
import { VERSIONS } from "../host/versions.ts";
import { checkStart } from "./check-start.ts";
import { packageExtension } from "./package.ts";

const USAGE = "Usage: npm start [-- --check [--screenshot FILE]]";

/** The command of a desktop VS Code. The `code` in a remote VS Code's terminal is another program, of the same name. */
async function findDesktop(): Promise<string | undefined> {
  if (!hasDisplay()) return undefined;
  const installed = findOnPath("code");
  if (installed && !installed.includes("remote-cli")) return installed;
  console.log("Downloading VS Code…");
  const desktop = await downloadDesktop();
  if ("program" in desktop) return commandOf(desktop.program);
  console.log(`VS Code could not be downloaded (${desktop.reason}).`);
  return undefined;
}

async function openDesktop(command: string, vsix: string, workspace: Workspace): Promise<void> {
  const root = throwAwayFolder();
  try {
    const user = join(root, "user");
    mkdirSync(join(user, "User"), { recursive: true });
    writeFileSync(join(user, "User/settings.json"), JSON.stringify(QUIET_SETTINGS, null, 2));
    const profile = [
      "--user-data-dir",
      user,
      "--extensions-dir",
      join(root, "extensions"),
      ...desktopArguments(),
    ];
    const env = withoutEditor(process.env);
    await run(command, [...profile, "--install-extension", vsix, "--force"], { env });
    console.log("VS Code opens. This ends when you close its window.");
    await run(
      command,
      [...profile, "--new-window", "--wait", workspace.folder, join(workspace.folder, "README.md")],
      { env },
    );
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function openInBrowser(vsix: string, workspace: Workspace): Promise<void> {
  const host = await startHost(await installHost(VERSIONS.newest), {
    vsix,
    settings: QUIET_SETTINGS,
    env: process.env,
  });
  try {
    const url = host.url(workspace.folder);
    console.log(`\nVS Code with Keyfill: ${url}\nREADME.md there says what to try. Ctrl+C ends it.`);
    const opener = hasDisplay() && findOnPath("xdg-open", "open");
    if (opener) await run(opener, [url]).catch(() => console.log("Open this address in a browser."));
    await new Promise((resolve) => {
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, resolve);
    });
  } finally {
    await host.stop();
  }
}

async function start(): Promise<void> {
  const options = { check: { type: "boolean", default: false }, screenshot: { type: "string" } } as const;
  const { values } = parseArgs({ options });
  console.log("Building Keyfill…");
  const vsix = await packageExtension();
  if (values.check) return checkStart(vsix, values.screenshot);
  const workspace = copyWorkspace();
  try {
    const desktop = await findDesktop();
    await (desktop ? openDesktop(desktop, vsix, workspace) : openInBrowser(vsix, workspace));
  } finally {
    workspace.remove();
  }
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof TypeError) console.error(USAGE);
  process.exitCode = 1;
}
