/** The mocha suite inside an extension host as a part of a run. */
import { buildSuite } from "../host/build-suite.ts";
import { downloadDesktop, hasDisplay, runDesktopSuite } from "../host/desktop.ts";
import { runSuite } from "../host/run-suite.ts";
import type { SuiteResult } from "../host/suite-result.ts";
import type { HostVersion } from "../host/versions.ts";
import type { Part, Result } from "./part.ts";

export const hostSuitePart = (version: HostVersion): Part => ({
  name: `suite inside VS Code ${version.version}`,
  run: async () => tally(await runSuite({ version, suite: await buildSuite() })),
});

/** The same tests once more; a machine without the desktop VS Code has run them all in the VS Code from npm. */
export const desktopSuitePart: Part = {
  name: "suite inside the desktop VS Code",
  async run() {
    const desktop = hasDisplay() ? await downloadDesktop() : { reason: "there is no display" };
    if ("program" in desktop) return tally(await runDesktopSuite(desktop.program, await buildSuite()));
    return {
      passed: 0,
      failed: 0,
      note: `not to be had here (${desktop.reason}); the one from npm ran the same suite`,
    };
  },
};

function tally(results: readonly SuiteResult[]): Result {
  const having = (state: string) => results.filter((result) => result.state === state);
  return {
    passed: having("passed").length,
    failed: having("failed").length,
    skipped: having("skipped").map(({ title }) => title),
    output: having("failed")
      .map(({ title, error }) => `${title}\n${error ?? ""}`)
      .join("\n\n"),
  };
}
