/**
 * Installs a real VS Code, as a server with its workbench for the browser, from npm: the folder lib/vscode inside the
 * package `code-server` is one, and code-server's own front end is not needed. About 30 s, once per machine.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { cached } from "./cache.ts";
import { fetchPackage, type PinnedPackage } from "./fetch-package.ts";
import { buildNatives, NativesNotBuilt, requireBuildTools } from "./natives.ts";
import { refuseProposedApi } from "./proposed-api.ts";
import { run } from "./run.ts";
import type { HostVersion } from "./versions.ts";

export interface Host {
  readonly version: string;
  readonly node: string;
  readonly server: string;
  /** Without it every log file stays empty. */
  readonly writesLogs: boolean;
}

/** Bump when the steps below change. */
const RECIPE = 1;

export async function installHost(version: HostVersion): Promise<Host> {
  if (process.platform === "win32") throw new Error("VS Code from npm does not run on Windows.");
  try {
    return await installWith(version, { natives: true });
  } catch (error) {
    if (!(error instanceof NativesNotBuilt)) throw error;
    process.stderr.write(`${error.message}\n`);
    return installWith(version, { natives: false });
  }
}

async function installWith(version: HostVersion, { natives }: { natives: boolean }): Promise<Host> {
  const platform = `${process.platform}-${process.arch}`;
  if (version.node && platform !== "linux-x64")
    throw new Error(`VS Code ${version.version} is set up on Linux x64 only.`);
  const abi = version.node ? `node-${version.node.version}` : `abi-${process.versions.modules}`;
  const key = `vscode-${version.version}-${platform}-${abi}-r${RECIPE}${natives ? "" : "-without-natives"}`;
  const folder = await cached(key, async (folder) => {
    if (natives) requireBuildTools();
    process.stderr.write(`Installing VS Code ${version.version} from npm (about 30 s)…\n`);
    await fill(folder, version, natives);
  });
  return {
    version: version.version,
    node: nodeOf(folder, version),
    server: join(folder, "vscode/out/server-main.js"),
    writesLogs: natives,
  };
}

const nodeOf = (folder: string, version: HostVersion): string =>
  version.node ? join(folder, "node/bin/node") : process.execPath;

async function fill(folder: string, version: HostVersion, natives: boolean): Promise<void> {
  const vscode = join(folder, "vscode");
  const modules = join(vscode, "node_modules");
  await fetchPackage(version.server, { into: vscode, folder: "lib/vscode" });
  if (version.node) await fetchPackage(version.node, { into: join(folder, "node") });
  const env = environmentFor(nodeOf(folder, version));
  for (const place of [vscode, join(vscode, "extensions")]) {
    takeFromNpm(place, version.insteadOfGit);
    // The package's own npm-shrinkwrap.json pins all. One peer is missing from it, hence --legacy-peer-deps.
    const args = ["ci", "--omit=dev", "--ignore-scripts", "--legacy-peer-deps", "--loglevel=error"];
    await run("npm", args, { cwd: place, env });
  }
  if (natives) await buildNatives(vscode, env);
  for (const { pin, folder, into } of version.binaries) {
    await fetchPackage(pin, { into: join(modules, into), ...(folder && { folder }) });
  }
  refuseProposedApi(join(vscode, "out"));
  removeUnused(vscode);
}

/** npm and node-gyp run on the host's Node, with the headers that lie beside it, so that nothing else is fetched. */
function environmentFor(node: string): NodeJS.ProcessEnv {
  const home = dirname(dirname(node));
  const { PATH, NODE_OPTIONS: _, ...rest } = process.env;
  const env = { ...rest, PATH: dirname(node) + delimiter + PATH };
  return existsSync(join(home, "include/node/node.h")) ? { ...env, npm_config_nodedir: home } : env;
}

/** Rewrites package.json and the lock file where they name a git repository. */
function takeFromNpm(place: string, pins: readonly PinnedPackage[]): void {
  if (pins.length === 0) return;
  const lockFile = join(place, "npm-shrinkwrap.json");
  const manifestFile = join(place, "package.json");
  const lock = JSON.parse(readFileSync(lockFile, "utf8"));
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  for (const { name, version, integrity } of pins) {
    const { resolved: _, ...entry } = lock.packages[`node_modules/${name}`];
    lock.packages[`node_modules/${name}`] = { ...entry, version, integrity };
    for (const { dependencies = {}, devDependencies = {} } of [lock.packages[""], manifest]) {
      for (const list of [dependencies, devDependencies]) if (name in list) list[name] = version;
    }
  }
  writeFileSync(lockFile, JSON.stringify(lock));
  writeFileSync(manifestFile, JSON.stringify(manifest));
}

/** What a test host never loads; Copilot would also get in the way of ghost text. */
function removeUnused(vscode: string): void {
  const modules = join(vscode, "node_modules");
  const ripgrep = join(modules, "@vscode/ripgrep-universal/bin");
  const others = existsSync(ripgrep)
    ? readdirSync(ripgrep).filter((name) => name !== `${process.platform}-${process.arch}`)
    : [];
  const unused = [
    join(vscode, "extensions/copilot"),
    join(modules, `@github/copilot-sdk-${process.platform}-${process.arch}`),
    join(modules, "@microsoft/mxc-sdk"),
    join(modules, "@vscode/windows-process-tree/build"),
    ...others.map((name) => join(ripgrep, name)),
  ];
  for (const path of unused) rmSync(path, { recursive: true, force: true });
}
