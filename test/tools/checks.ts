/** The static checks: each is a tool that is content or not, and counts as one test. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { REPOSITORY } from "../host/paths.ts";
import { runToEnd } from "../host/run.ts";
import type { Part } from "./part.ts";

export const staticChecks = (): readonly Part[] => [
  check("formatting (npm run format mends it)", "prettier", ["--check", "--log-level", "warn", "."]),
  check("lint", "oxlint", ["--type-aware", "--deny-warnings"]),
  ...projects().map((project) => check(`types in ${project}`, "typescript", ["-p", project])),
  check("unused files, exports and dependencies", "knip", ["--no-progress"]),
  {
    name: "package.json agrees with the settings (npm run manifest mends it)",
    run: () => runNode(["test/tools/manifest.ts", "--check"]),
  },
];

const projects = (): readonly string[] =>
  globSync("{.,{extension,server,test}/**}/tsconfig.json", { cwd: REPOSITORY })
    .map((file) => dirname(file))
    .toSorted();

const check = (name: string, packageName: string, args: readonly string[]): Part => ({
  name,
  run: () => runNode([programOf(packageName), ...args]),
});

async function runNode(args: readonly string[]): ReturnType<Part["run"]> {
  const { code, output } = await runToEnd(process.execPath, args, { cwd: REPOSITORY });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}

/** The script that a package brings as its command. */
export function programOf(packageName: string): string {
  const folder = join(REPOSITORY, "node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const first: unknown = typeof bin === "string" ? bin : Object.values(bin)[0];
  return join(folder, String(first));
}
