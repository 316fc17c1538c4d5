/** Code that people wrote, to measure with: published packages, pinned, fetched once and kept outside of the repository. */
import { execFileSync } from "node:child_process";
import { globSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";

import { cached } from "../host/cache.ts";
import { fetchPackage, type PinnedPackage } from "../host/fetch-package.ts";

const PACKAGES: readonly PinnedPackage[] = [
  pin(
    "viem",
    "2.21.0",
    "9g3Gw2nOU6t4bNuoDI5vwVExzIxseU0J7Jjx10gA2RNQVrytIrLxggW++tWEe3w4mnnm/pS1WgZFjQ/QKf/nHw==",
  ),
  pin(
    "rxjs",
    "7.8.1",
    "AA3TVj+0A2iuIoQkWEK/tqFjBq2j+6PO6Y0zJcvzLAFhEFIO3HL0vls9hWLncZbAAbK0mar7oZ4V079I/qPMxg==",
  ),
  pin(
    "three",
    "0.169.0",
    "Ed906MA3dR4TS5riErd4QBsRGPcx+HBDX2O5yYE5GqJeFQTPU+M56Va/f/Oph9X7uZo3W3o4l2ZhBZ6f6qUv0w==",
  ),
  pin(
    "typeorm",
    "0.3.20",
    "sJ0T08dV5eoZroaq9uPKBoNcGslHBR4E4y+EBHs//SiGbblGe7IeduP/IH4ddCcj0qp3PHwDwGnuvqEAnKlq/Q==",
  ),
  pin(
    "ethers",
    "6.13.4",
    "21YtnZVg4/zKkCQPjrDj38B1r4nQvTZLopUGMLQ1ePU2zV/joCfDC3t3iKQjWRzjjjbzR+mdAIoikeBRNkdllA==",
  ),
  pin(
    "react-native",
    "0.76.0",
    "isbLzmY7fhhLdN/oss4jlRHeDmEShuTYsp1Zq93UM0/JssQK4g+2Ub4mHdhxDFm2LN+0ryBgVJK1nO7l93cfsA==",
  ),
  pin(
    "googleapis",
    "144.0.0",
    "ELcWOXtJxjPX4vsKMh+7V+jZvgPwYMlEhQFiu2sa9Qmt5veX8nwXPksOWGGN6Zk4xCiLygUyaz7xGtcMO+Onxw==",
  ),
];

const MINI_SEARCH = pin(
  "minisearch",
  "7.1.2",
  "R1Pd9eF+MD5JYDDSPAp/q1ougKglm14uEkPMvQ/05RGmx6G9wvmLTrTI/Q5iPNJLYqNdsDQ7qTGIcNWR+FrHmA==",
);

function pin(name: string, version: string, digest: string): PinnedPackage {
  return { name, version, integrity: `sha512-${digest}` };
}

/** A folder with the packages in it, under version control as a workspace is. */
export function codeCorpus(): Promise<string> {
  return cached("bench-corpus-r1", async (folder) => {
    for (const one of PACKAGES) await fetchPackage(one, { into: join(folder, one.name) });
    // What an index leaves out as other people's would be missing here.
    for (const place of globSync("**/{dist,build,vendor}", { cwd: folder }).toSorted(
      (a, b) => b.length - a.length,
    )) {
      const path = join(folder, place);
      renameSync(path, join(dirname(path), `${basename(path)}-files`));
    }
    for (const file of globSync("**/.gitignore", { cwd: folder })) rmSync(join(folder, file));
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-C", folder, ...args], { stdio: "ignore" });
    git("init", "--quiet");
    git("add", "--all");
  });
}

/** The module's address. */
export async function miniSearch(): Promise<string> {
  const folder = await cached("bench-minisearch-7.1.2", (into) => fetchPackage(MINI_SEARCH, { into }));
  return join(folder, "dist/es/index.js");
}
