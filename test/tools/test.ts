/** `npm test`: everything. What it ends with, `N passed, M failed`, counts each test and each static check. */
import { installHost } from "../host/install-host.ts";
import { VERSIONS } from "../host/versions.ts";
import { runParts, type Part } from "./part.ts";
import { desktopSuitePart, hostSuitePart } from "./suite-part.ts";
import { verification } from "./verify.ts";
import { vitestPart } from "./vitest-part.ts";

const hosts: Part = {
  name: "VS Code from npm, oldest and newest",
  async run() {
    const installed = [await installHost(VERSIONS.newest), await installHost(VERSIONS.oldest)];
    const silent = installed
      .filter((host) => !host.writesLogs)
      .map((host) => `log files of VS Code ${host.version}`);
    return { passed: 0, failed: 0, skipped: silent };
  },
};

await runParts([
  ...verification,
  hosts,
  vitestPart("the packaged extension in VS Code, used as a person would", "ui"),
  hostSuitePart(VERSIONS.newest),
  hostSuitePart(VERSIONS.oldest),
  desktopSuitePart,
]);
