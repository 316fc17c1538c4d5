/** `npm run verify`: what can be checked without VS Code. The package comes first, since tests run what is built. */
import { staticChecks } from "./checks.ts";
import { packageExtension } from "./package.ts";
import { runParts, type Part } from "./part.ts";
import { vitestPart } from "./vitest-part.ts";

export const packagePart: Part = {
  name: "build and package",
  isRequired: true,
  async run() {
    await packageExtension();
    return { passed: 1, failed: 0 };
  },
};

export const verification: readonly Part[] = [
  packagePart,
  ...staticChecks(),
  vitestPart("unit and protocol tests", "unit"),
];

if (import.meta.main) await runParts(verification);
