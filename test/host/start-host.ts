/** Starts an installed VS Code as a server on 127.0.0.1, in a throw-away profile, and stops it with all its children. */
import { spawn, type ChildProcess } from "node:child_process";
import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { throwAwayFolder } from "./cache.ts";
import type { Host } from "./install-host.ts";
import { run } from "./run.ts";

export interface HostOptions {
  /** The packaged extension. */
  readonly vsix: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** For commands that the command palette cannot run, because it takes the editor's focus. */
  readonly keybindings?: readonly { readonly key: string; readonly command: string }[] | undefined;
  /** Of scope `machine`: in a remote window, which this is, they are read from a file of their own. */
  readonly machineSettings?: Readonly<Record<string, unknown>> | undefined;
  /** That the window speaks. */
  readonly language?: Language | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** Lets a page hand over a test suite; notifications then show no toasts. */
  readonly testDriver?: boolean;
}

/** A translation of the extension, as if it came with it: its files, by where they lie in the extension. */
export interface Language {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

export interface RunningHost {
  /** The address of the workbench on a folder. */
  url(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** How the workbench names a file of this machine. */
  remote(path: string): string;
  /** The profile: settings in User/settings.json, log files in logs/. */
  readonly profile: string;
  readonly stop: () => Promise<void>;
}

export async function startHost(host: Host, options: HostOptions): Promise<RunningHost> {
  const root = throwAwayFolder();
  const removeRoot = () => rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  try {
    const profile = join(root, "profile");
    mkdirSync(join(profile, "User"), { recursive: true });
    writeFileSync(join(profile, "User/settings.json"), JSON.stringify(options.settings, null, 2));
    writeFileSync(join(profile, "User/keybindings.json"), JSON.stringify(options.keybindings ?? []));
    mkdirSync(join(profile, "Machine"));
    writeFileSync(
      join(profile, "Machine/settings.json"),
      JSON.stringify(options.machineSettings ?? {}, null, 2),
    );
    const server = await launch(host, root, options);
    return {
      profile,
      url: (folder, payload) => {
        const query = new URLSearchParams({ folder, ...(payload && { payload: JSON.stringify(payload) }) });
        return `http://${server.authority}/?${query.toString()}`;
      },
      remote: (path) => `vscode-remote://${server.authority}${path}`,
      stop: async () => {
        await server.stop();
        removeRoot();
      },
    };
  } catch (error) {
    removeRoot();
    throw error;
  }
}

interface Launched {
  readonly authority: string;
  readonly stop: () => Promise<void>;
}

async function launch(host: Host, root: string, options: HostOptions): Promise<Launched> {
  const folder = (name: string) => join(root, name);
  const folders = ["--user-data-dir", folder("profile"), "--extensions-dir", folder("extensions")];
  const common = [
    host.server,
    ...folders,
    "--server-data-dir",
    folder("server"),
    "--accept-server-license-terms",
  ];
  const env = { ...withoutEditor(options.env), EXTENSIONS_GALLERY: "{}" }; // no marketplace
  await run(host.node, [...common, "--install-extension", resolve(options.vsix), "--force"], { env });
  for (const [file, text] of Object.entries(options.language?.files ?? {}))
    for (const extension of globSync(join(folder("extensions"), "keyfill.*")))
      writeFileSync(join(extension, file), text);
  const flags =
    "--host 127.0.0.1 --port 0 --without-connection-token --telemetry-level off --disable-workspace-trust";
  const driver = options.testDriver ? ["--enable-smoke-test-driver"] : [];
  const child = spawn(host.node, [...common, ...flags.split(" "), ...driver], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // its own process group, so that stop() reaches the children too
  });
  // When this process is interrupted, nobody calls stop().
  const kill = () => signalGroup(child, "SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    await endGroup(child);
  };
  try {
    return { authority: `127.0.0.1:${await listeningPort(child)}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Without what a VS Code, in whose terminal this may run, tells the programs it starts. */
export function withoutEditor(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(VSCODE_|NODE_OPTIONS$)/.test(name)));
}

function listeningPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = "";
    const timer = setTimeout(
      () => reject(new Error(`VS Code did not listen within 60 s\n${output}`)),
      60_000,
    );
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (!port) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`VS Code ended with ${code}\n${output}`));
    });
  });
}

async function endGroup(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = new Promise((resolve) => child.once("exit", resolve));
  signalGroup(child, "SIGTERM");
  const timer = setTimeout(() => signalGroup(child, "SIGKILL"), 5000);
  await gone;
  clearTimeout(timer);
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid !== undefined && !hasEnded(child)) process.kill(-child.pid, signal);
}
