/** One vitest project as a part of a run. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { OUTPUT, REPOSITORY } from "../host/paths.ts";
import { runToEnd } from "../host/run.ts";
import { programOf } from "./checks.ts";
import type { Part, Result } from "./part.ts";

/** As much of vitest's JSON report as is read here. */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
  }[];
}

export const vitestPart = (name: string, project: "unit" | "ui"): Part => ({
  name,
  run: () => runProject(project),
});

async function runProject(project: string): Promise<Result> {
  mkdirSync(OUTPUT, { recursive: true });
  const file = join(OUTPUT, `vitest-${project}.json`);
  rmSync(file, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const args = [
    programOf("vitest"),
    "run",
    "--config",
    "test/vitest.config.ts",
    "--project",
    project,
    ...reporters,
  ];
  const env = { ...process.env, NO_COLOR: "1" };
  const { code, output } = await runToEnd(process.execPath, args, { cwd: REPOSITORY, env });
  return { ...tally(code, readReport(file)), output };
}

function readReport(file: string): Report {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { testResults: [] }; // vitest did not come so far; its exit code says so too
  }
}

/** A file that fails outside of its tests, and an error outside of all files, each count as one failure. */
function tally(code: number, { testResults }: Report): Result {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const having = (status: string) => tests.filter((test) => test.status === status).length;
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((test) => test.status !== "failed"),
  );
  const failed = having("failed") + broken.length;
  const skipped = tests.filter(({ status }) => status !== "passed" && status !== "failed");
  return {
    passed: having("passed"),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: skipped.map(({ fullName }) => fullName),
  };
}
