/** Runs a program to its end; what it printed comes back, and comes along in the error when it fails. */
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly timeout?: number;
}

interface Ended {
  readonly code: number;
  readonly stdout: string;
  /** stdout and stderr, as they came. */
  readonly output: string;
}

/** Rejects when the program fails. */
export async function run(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { code, stdout, output } = await runToEnd(program, args, options);
  if (code !== 0) throw new Error(`${program} ${args.join(" ")} ended with ${code}\n${output.slice(-4000)}`);
  return stdout;
}

export function runToEnd(program: string, args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(...startable(program, args), { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (signal) output += `\nended by ${signal}\n`;
      resolve({ code: code ?? 1, stdout, output });
    });
  });
}

/** On Windows many programs are .cmd files, which only a shell can start; hence the quotes. */
function startable(program: string, args: readonly string[]): [string, readonly string[]] {
  if (!program.endsWith(".cmd")) return [program, args];
  return ["cmd.exe", ["/d", "/s", "/c", "call", program, ...args]];
}

/** The first of the programs that the PATH has. */
export function findOnPath(...programs: readonly string[]): string | undefined {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return programs
    .flatMap((program) =>
      folders.flatMap((folder) => endings.map((ending) => join(folder, program + ending))),
    )
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
