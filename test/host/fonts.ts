/** Fonts for the screenshots, the same on every Linux machine: a bare one has none at all. */
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromiumArchive, decompress } from "./chromium-archive.ts";
import { cached } from "./cache.ts";
import { fetchPackage } from "./fetch-package.ts";
import { run } from "./run.ts";

const CODE_FONT = {
  name: "source-code-pro",
  version: "2.42.0",
  integrity:
    "sha512-18isp9l4xtOL3r61TwL9m1hjYX9qb1+i7iK0pSHEeWADKuQCOdQkBzhFiv8pBfOP7u9lNTBN75yYif2HUdyiyg==",
};

/** A fontconfig file that puts our fonts before the system's. */
export async function fontConfiguration(folder: string): Promise<string> {
  const fonts = await cached("fonts-r1", async (folder) => {
    await fetchPackage(CODE_FONT, { into: folder, folder: "TTF" });
    const archive = join(folder, "open-sans.tar");
    await decompress(chromiumArchive("fonts.tar.br"), archive);
    await run("tar", ["xf", archive, "-C", folder]);
    rmSync(archive);
  });
  const file = join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}</dir>
  <cachedir>${join(folder, "fonts")}</cachedir>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  ${prefer("system-ui", "Open Sans")}
  ${prefer("sans-serif", "Open Sans")}
  ${prefer("monospace", "Source Code Pro")}
</fontconfig>
`,
  );
  return file;
}

const prefer = (asked: string, given: string): string =>
  `<match><test name="family"><string>${asked}</string></test>` +
  `<edit name="family" mode="prepend" binding="strong"><string>${given}</string></edit></match>`;
