/** A command as it is started on this system, and as it is shown. */
import { existsSync } from "node:fs";
import { join } from "node:path";

import type { Problem } from "../tool.ts";
import { inert } from "./inert.ts";

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly verbatim?: true;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** To the letter, with what needs quotes in quotes. */
export function shownCommand(argv: readonly string[]): string {
  return argv
    .map((word) => inert(/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(" ");
}

export function shellCommand(line: string, env: Environment, windows = isWindows): Command {
  if (!windows) return { program: "/bin/sh", args: ["-c", line] };
  return { program: shellOf(env), args: ["/d", "/s", "/c", `"${line}"`], verbatim: true };
}

/** On Windows, a program is looked for by hand: the system would look into the folder itself first, where anybody may have put one. */
export function commandFor(
  argv: readonly string[],
  env: Environment,
  windows = isWindows,
): Command | Problem {
  const [program = "", ...args] = argv;
  if (!windows) return { program, args };
  const found = /[\\/]/.test(program) ? program : inPath(program, env);
  if (found === undefined) return { problem: `There is no program ${program} on this machine.` };
  if (!/\.(?:cmd|bat)$/i.test(found)) return { program: found, args };
  // A batch file is read by the shell, in which these would do something.
  if (args.some((arg) => /["%!^&|<>\r\n]/.test(arg)))
    return {
      problem: `${program} is a batch file, which cannot be given arguments with any of " % ! ^ & | < > in them.`,
    };
  const line = [found, ...args].map((word) => `"${word}"`).join(" ");
  return { program: shellOf(env), args: ["/d", "/s", "/c", `"${line}"`], verbatim: true };
}

const isWindows = process.platform === "win32";

function shellOf(env: Environment): string {
  return join(env["SystemRoot"] ?? String.raw`C:\Windows`, "System32", "cmd.exe");
}

function inPath(program: string, env: Environment): string | undefined {
  const folders = (env["PATH"] ?? env["Path"] ?? "")
    .split(";")
    .filter((folder) => /^[a-z]:[\\/]|^\\\\/i.test(folder));
  const endings = /\.\w+$/.test(program) ? [""] : (env["PATHEXT"] ?? ".COM;.EXE;.BAT;.CMD").split(";");
  return folders
    .flatMap((folder) => endings.map((ending) => join(folder, program + ending)))
    .find((file) => existsSync(file));
}
