/** Finds a Chromium, or takes the one that npm brings, and starts it for one test. */
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { chromium, type BrowserContext } from "playwright-core";
import { cached, throwAwayFolder } from "./cache.ts";
import { chromiumArchive, decompress } from "./chromium-archive.ts";
import { fontConfiguration } from "./fonts.ts";
import { findOnPath, run, runToEnd } from "./run.ts";

interface Browser {
  readonly program: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface OpenBrowser {
  readonly context: BrowserContext;
  readonly close: () => Promise<void>;
}

const FLAGS = [
  // Tests run as root in containers, where Chromium refuses its sandbox and /dev/shm is small.
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  // Asks no host but the one under test.
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Places glyphs the same way on every machine.
  "--font-render-hinting=none",
];

const KNOWN_PLACES = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

async function findBrowser(): Promise<Browser> {
  const program =
    process.env["CHROMIUM"] ??
    findOnPath("chromium", "chromium-browser", "google-chrome", "chrome") ??
    KNOWN_PLACES.find((path) => existsSync(path));
  return program ? { program, env: process.env } : browserFromNpm();
}

/** `@sparticuz/chromium` is made for bare Linux machines: it brings what libraries it needs beyond libc. */
async function browserFromNpm(): Promise<Browser> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("No browser found: install Google Chrome, or name a Chromium in the variable CHROMIUM.");
  }
  const { version } = JSON.parse(readFileSync(chromiumArchive("../package.json"), "utf8"));
  const folder = await cached(`chromium-${version}-r1`, async (folder) => {
    process.stderr.write("Unpacking Chromium from npm (about 5 s)…\n");
    await decompress(chromiumArchive("chromium.br"), join(folder, "chromium"));
    for (const part of ["swiftshader", "al2023"]) {
      const archive = join(folder, `${part}.tar`);
      await decompress(chromiumArchive(`${part}.tar.br`), archive);
      await run("tar", ["xf", archive, "-C", folder]);
      rmSync(archive);
    }
  });
  const libraries = [join(folder, "lib"), process.env["LD_LIBRARY_PATH"]].filter(Boolean).join(":");
  const browser = { program: join(folder, "chromium"), env: { ...process.env, LD_LIBRARY_PATH: libraries } };
  const { code, output } = await runToEnd(browser.program, ["--version"], { env: browser.env });
  if (code === 0) return browser;
  throw new Error(
    `Chromium from npm does not start here: install one (Debian: apt-get install -y chromium).\n${output.trim()}`,
  );
}

export async function openBrowser(size = { width: 1280, height: 800 }): Promise<OpenBrowser> {
  const { program, env } = await findBrowser();
  const folder = throwAwayFolder();
  const profile = join(folder, "profile");
  mkdirSync(profile);
  const fonts = process.platform === "linux" ? { FONTCONFIG_FILE: await fontConfiguration(folder) } : {};
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: program,
    headless: true,
    viewport: size,
    args: FLAGS,
    env: { ...env, ...fonts },
  });
  // Half of the key that seals SecretStorage in the browser; unanswered, secrets live only until the next reload.
  await context.route("**/mint-key", (route) =>
    route.fulfill({ status: 200, contentType: "application/octet-stream", body: Buffer.alloc(32, 7) }),
  );
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  return {
    context,
    async close() {
      await context.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
