/** Fetches a pinned repository and lays out its sources alone, as they lie under version control: nothing compiled. */
import { createHash } from "node:crypto";
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";

import { cached } from "../host/cache.ts";
import { fetchPackage } from "../host/fetch-package.ts";
import { run } from "../host/run.ts";
import type { Repository } from "./repositories.ts";

const SOURCES = { npm: "**/*.{ts,tsx}", debian: "**/*.py" };
/** Where the repository's own paths begin. */
const TOPS = { npm: "", debian: "usr/lib/python3/dist-packages" };
const COMPILED = /\.d\.ts$|(^|\/)(node_modules|dist|build)\//;

export async function layOut(repository: Repository): Promise<string> {
  const { name, version, from } = repository;
  const key = `repository-r2-${name.replaceAll(/[^\w.-]/g, "_")}-${version.replaceAll(/[^\w.-]/g, "_")}`;
  return cached(key, async (folder) => {
    const whole = mkdtempSync(join(folder, ".whole-"));
    if (repository.from === "npm") await fetchPackage(repository, { into: whole });
    else await fetchDebian(repository, whole);
    const top = join(whole, TOPS[from]);
    for (const file of globSync(SOURCES[from], { cwd: top })) {
      if (COMPILED.test(file) || statSync(join(top, file)).isDirectory()) continue;
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(top, file), join(folder, file), { dereference: true });
    }
    rmSync(whole, { recursive: true, force: true });
  });
}

async function fetchDebian(
  { name, version, sha256 }: Repository & { from: "debian" },
  into: string,
): Promise<void> {
  await run("apt-get", ["download", "--quiet", `${name}=${version}`], { cwd: into });
  const archive = join(into, readdirSync(into).find((file) => file.endsWith(".deb")) ?? "");
  const found = createHash("sha256").update(readFileSync(archive)).digest("hex");
  if (found !== sha256) throw new Error(`${name} ${version} has the wrong checksum: ${found}`);
  await run("dpkg-deb", ["-x", archive, into], { cwd: into });
}
