/** A run is a list of parts. Each says what it did in one line, and what it printed only when it failed. */

export interface Result {
  readonly passed: number;
  readonly failed: number;
  /** Names of tests that were not run. */
  readonly skipped?: readonly string[];
  /** Why there was nothing to run. */
  readonly note?: string;
  /** Shown when something failed. */
  readonly output?: string;
}

export interface Part {
  readonly name: string;
  /** When this fails, what comes after it would only fail for the same reason. */
  readonly isRequired?: true;
  readonly run: () => Promise<Result>;
}

/** Ends the process's work: the last line is `N passed, M failed`, and the exit code agrees. */
export async function runParts(parts: readonly Part[]): Promise<void> {
  let passed = 0;
  let failed = 0;
  for (const part of parts) {
    const result = await runPart(part);
    passed += result.passed;
    failed += result.failed;
    if (part.isRequired && result.failed > 0) break;
  }
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

async function runPart({ name, run }: Part): Promise<Result> {
  const started = performance.now();
  const { passed, failed: broken, skipped = [], note, output = "" } = await run().catch(failure);
  const failed = process.env["CI"] ? broken + skipped.length : broken; // in CI nothing may be missing
  if (note !== undefined) {
    console.log(`– ${name}: ${note}`);
    return { passed, failed };
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${failed > 0 ? "✗" : "✓"} ${name}${summary(passed, failed)} (${seconds} s)`);
  for (const title of skipped) console.log(`  not run: ${title}`);
  if (failed > 0 && output) console.log(output.trim().replaceAll(/^/gm, "  "));
  return { passed, failed };
}

function summary(passed: number, failed: number): string {
  if (passed + failed <= 1) return "";
  return failed > 0 ? `: ${failed} of ${passed + failed} failed` : `: ${passed} passed`;
}

const failure = (error: unknown): Result => ({
  passed: 0,
  failed: 1,
  output: error instanceof Error ? (error.stack ?? error.message) : String(error),
});
