/** Fetches one pinned npm package and unpacks it, without installing it: no scripts run, no dependencies come along. */
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.ts";

export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  readonly integrity: string;
}

interface Unpacking {
  readonly into: string;
  /** The folder of the package that is wanted; the whole package without it. */
  readonly folder?: string;
}

export async function fetchPackage(pin: PinnedPackage, { into, folder }: Unpacking): Promise<void> {
  mkdirSync(into, { recursive: true });
  const download = mkdtempSync(join(into, ".download-"));
  try {
    const id = `${pin.name}@${pin.version}`;
    const args = ["pack", id, "--silent", "--ignore-scripts", "--pack-destination", download];
    const archive = join(
      download,
      (await run("npm", args, { cwd: download })).trim().split("\n").at(-1) ?? "",
    );
    const integrity = `sha512-${createHash("sha512").update(readFileSync(archive)).digest("base64")}`;
    if (integrity !== pin.integrity) throw new Error(`${id} has the wrong checksum: ${integrity}`);
    const member = folder ? `package/${folder}` : "package";
    await run("tar", ["xzf", archive, "-C", into, `--strip-components=${member.split("/").length}`, member]);
  } finally {
    rmSync(download, { recursive: true, force: true });
  }
}
