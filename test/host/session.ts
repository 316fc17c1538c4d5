/** One sitting: a copy of the sample workspace open in VS Code with Keyfill, in a browser, all of it thrown away at the end. */
import { cpSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { openBrowser } from "./browser.ts";
import { throwAwayFolder } from "./cache.ts";
import { installHost } from "./install-host.ts";
import { REPOSITORY, VSIX } from "./paths.ts";
import { TEST_SETTINGS } from "./settings.ts";
import { type HostOptions, startHost, type RunningHost } from "./start-host.ts";
import { VERSIONS, type HostVersion } from "./versions.ts";
import { openWorkbench } from "./workbench.ts";

const ON_DISK_WITHIN_MS = 10_000;

export interface Session {
  readonly page: Page;
  readonly host: RunningHost;
  readonly workspace: Workspace;
  readonly close: () => Promise<void>;
}

export interface Workspace {
  readonly folder: string;
  readonly read: (file: string) => string;
  /** Waits until the file on disk is as wanted. */
  readonly untilRead: (file: string, wanted: (text: string) => boolean) => Promise<string>;
  readonly remove: () => void;
}

/** A copy, under the name that VS Code shows. */
export function copyWorkspace(): Workspace {
  const root = throwAwayFolder();
  const folder = join(root, "sample");
  cpSync(join(REPOSITORY, "test/workspace"), folder, { recursive: true });
  const read = (file: string) => readFileSync(join(folder, file), "utf8");
  return {
    folder,
    read,
    async untilRead(file, wanted) {
      const end = performance.now() + ON_DISK_WITHIN_MS;
      while (!wanted(read(file))) {
        if (performance.now() > end) throw new Error(`${file} on disk is not as expected:\n${read(file)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return read(file);
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 3 }),
  };
}

export interface SessionOptions {
  readonly vsix?: string;
  readonly version?: HostVersion;
  /** On top of the test settings. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly keybindings?: HostOptions["keybindings"];
  readonly language?: HostOptions["language"];
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** On top of an environment in which Keyfill is not configured. */
  readonly env?: NodeJS.ProcessEnv;
}

export async function openSession(options: SessionOptions = {}): Promise<Session> {
  const {
    version = VERSIONS.newest,
    vsix = VSIX,
    settings,
    machineSettings,
    keybindings,
    language,
    env,
  } = options;
  const undo: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const step of undo.splice(0).toReversed()) await step();
  };
  try {
    const workspace = copyWorkspace();
    undo.push(workspace.remove);
    const host = await startHost(await installHost(version), {
      vsix,
      settings: { ...TEST_SETTINGS, ...settings },
      machineSettings,
      keybindings,
      language,
      env: { ...unconfigured(workspace.folder), ...env },
    });
    undo.push(host.stop);
    const browser = await openBrowser();
    undo.push(browser.close);
    // Where VS Code's own texts in that language would say it.
    if (language)
      await browser.context.addInitScript(
        `globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language.name)}`,
      );
    const page = await openWorkbench(browser.context, host.url(workspace.folder));
    return { page, host, workspace, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** This process's environment without what its user set up for Keyfill; its home and cache are new, beside the workspace. */
export function unconfigured(workspace: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith("KEYFILL_"));
  const home = join(dirname(workspace), "home");
  return { ...Object.fromEntries(kept), KEYFILL_HOME: home, XDG_CACHE_HOME: join(home, "cache") };
}
