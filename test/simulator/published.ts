/** Pieces that were really written: from the difference of two published versions of a package, fetched once, by checksum. */
import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { cached } from "../host/cache.ts";
import { fetchPackage } from "../host/fetch-package.ts";
import { type Job, jobsBetween } from "./job.ts";

interface Versions {
  readonly name: string;
  /** Version and checksum. */
  readonly old: readonly [string, string];
  readonly now: readonly [string, string];
  readonly files: string;
}

export const PUBLISHED: readonly Versions[] = [
  {
    name: "debug",
    old: [
      "4.3.4",
      "sha512-PRWFHuSU3eDtQJPvnNY7Jcket1j0t5OuOsFzPPzsekD52Zl8qUfFIPEiswXqIvHWGVHOgX+7G/vCNNhehwxfkQ==",
    ],
    now: [
      "4.4.1",
      "sha512-KcKCqiftBJcZr++7ykoDIEwSa3XWowTfNPo92BYxjXiyYEVrUQh2aLyhxBCwww+heortUFxEJYcRzosstTEBYQ==",
    ],
    files: "src/*.js",
  },
  {
    name: "semver",
    old: [
      "7.5.4",
      "sha512-1bCSESV6Pv+i21Hvpxp3Dx+pSD8lIPt8uVjRrxAUt/nbswYc+tK6Y2btiULjd4+fnq15PX+nqQDC7Oft7WkwcA==",
    ],
    now: [
      "7.7.1",
      "sha512-hlq8tAfn0m/61p4BVRcPzIGr6LKiMwo4VM6dGi6pt4qcRkmNzTcWq6eCEjEh+qXjkMDvPlOFFSGwQjoEa6gyMA==",
    ],
    files: "{classes,functions,internal}/*.js",
  },
  {
    name: "express",
    old: [
      "4.18.2",
      "sha512-5/PsL6iGPdfQ/lKM1UuielYgv3BUoJfz1aUwU9vHZ+J7gyvwdQXFEBIEIaxeGf0GIcreATNyBExtalisDbuMqQ==",
    ],
    now: [
      "4.21.2",
      "sha512-28HqgMZAmih1Czt9ny7qr6ek2qddF4FclbMzwhCREB6OFfH+rXAnuNCwo1/wFvrtbgsQDb4kSbX9de9lFbrXnA==",
    ],
    files: "lib/**/*.js",
  },
  {
    name: "ws",
    old: [
      "8.16.0",
      "sha512-HS0c//TP7Ina87TfiPUz1rQzMhHrl/SG2guqRcTOIUYD2q8uhUdNHZYJUaQ8aTGPzCh+c6oawMKW35nFl1dxyQ==",
    ],
    now: [
      "8.18.0",
      "sha512-8VbfWfHLbbwu3+N6OKsOMpBdT4kXPDDB9cJk2bJ6mh9ucxdlnNvH1e+roYkKmN9Nxw2yjz7VzeO9oOz2zJ04Pw==",
    ],
    files: "lib/*.js",
  },
];

async function folderOf(name: string, [version, integrity]: readonly [string, string]): Promise<string> {
  return cached(`published-${name}-${version}`, (into) =>
    fetchPackage({ name, version, integrity }, { into }),
  );
}

/** By file, the jobs that lead from the old version to the new one. */
export async function publishedJobs({
  name,
  old,
  now,
  files,
}: Versions): Promise<readonly (readonly Job[])[]> {
  const [from, to] = [await folderOf(name, old), await folderOf(name, now)];
  return globSync(files, { cwd: to })
    .toSorted()
    .map((file) => {
      const before = join(from, file);
      const text = existsSync(before) ? readFileSync(before, "utf8") : "";
      return jobsBetween(text, readFileSync(join(to, file), "utf8"));
    })
    .filter((jobs) => jobs.length > 0);
}
