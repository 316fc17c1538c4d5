/** Runs commands in the workspace: a program with its arguments, or, shown as such, a line for the shell. */
import * as z from "zod/mini";

import { told } from "../../completion/told.ts";
import type { ChatTool, Plan, Problem, ToolResult } from "../tool.ts";
import { BoundedOutput } from "./bounded-output.ts";
import { cleanEnvironment } from "./clean-environment.ts";
import { type Command, commandFor, shellCommand, shownCommand } from "./command-line.ts";
import { commandRule } from "./command-rule.ts";
import type { ToolGround } from "./ground.ts";
import { inert, inertLine } from "./inert.ts";
import { argument, makeTool } from "./make-tool.ts";
import { type Ended, runProcess } from "./run-process.ts";
import { shownOutput } from "./shown-text.ts";
import { nameOf, type Whereabouts, whereIs } from "./whereabouts.ts";

const DEFAULT_SECONDS = 120;
const MAX_SECONDS = 1_800;

const place = {
  folder: z.optional(
    argument(z.string(), "Where to run it, such as packages/api; the workspace when left out"),
  ),
  timeout_seconds: z.optional(
    argument(z.int(), `Stopped after so long; ${String(DEFAULT_SECONDS)} when left out`),
  ),
};

export function runCommand(ground: ToolGround): ChatTool {
  return makeTool({
    name: "run_command",
    description:
      "Runs a program in the workspace and tells what it says: tests, builds, git. No pipes, no redirection.",
    schema: z.object({
      argv: argument(
        z.array(z.string()).check(z.minLength(1)),
        'The program and each of its arguments, such as ["npm", "test"]',
      ),
      ...place,
    }),
    async plan({ argv, folder = "", timeout_seconds }) {
      const words = wordsOf(argv);
      if ("problem" in words) return words;
      const command = commandFor(words, ground.world.env);
      if ("problem" in command) return command;
      const rule = commandRule(words);
      return planRun({ command, shown: shownCommand(words), folder, rule, seconds: timeout_seconds }, ground);
    },
  });
}

export function runShell(ground: ToolGround): ChatTool {
  return makeTool({
    name: "run_shell",
    description:
      "Runs a line in the system's shell, for what needs pipes or redirection. Else use run_command.",
    schema: z.object({
      line: argument(z.string().check(z.minLength(1)), "The line, such as grep -c x a.txt | sort"),
      ...place,
    }),
    async plan({ line, folder = "", timeout_seconds }) {
      const command = shellCommand(line, ground.world.env);
      const warning = "The shell reads this line: it may start several programs, and write files.";
      return planRun({ command, shown: inert(line), folder, seconds: timeout_seconds, warning }, ground);
    },
  });
}

/** Some write the command as one string; where nothing in it is the shell's, its words are plain. */
function wordsOf(argv: readonly string[]): readonly string[] | Problem {
  const [line = "", ...rest] = argv;
  if (rest.length > 0 || !/\s/.test(line.trim())) return argv;
  const words = line.trim().split(/\s+/);
  if (words.every((word) => /^[\w@%+=:,./-]+$/.test(word))) return words;
  return {
    problem:
      'Give each word of `argv` by itself, as in ["git", "commit", "-m", "a message"]; or use run_shell.',
  };
}

interface Running {
  readonly command: Command;
  readonly shown: string;
  readonly folder: string;
  readonly rule?: string | undefined;
  readonly seconds: number | undefined;
  readonly warning?: string;
}

async function planRun(running: Running, ground: ToolGround): Promise<Plan | Problem> {
  const { shown, rule, warning } = running;
  if (!ground.world.isTrusted())
    return { problem: "The user does not trust this workspace: nothing is run in it." };
  const cwd = await whereIs(running.folder, ground);
  if ("problem" in cwd) return cwd;
  if (cwd.kind !== "folder") return { problem: `${inertLine(running.folder)} is not a folder.` };
  const place = inertLine(nameOf(cwd));
  return {
    title: told("Run {0}", inertLine(shown)),
    permission: {
      detail: `${shown}\nin ${place}`,
      pattern:
        rule === undefined ? "" : `${rule} … in ${inertLine(nameOf({ path: "", folder: cwd.folder }))}`,
      rule: rule === undefined ? "" : `run ${rule} in ${cwd.folder}`,
      ...(warning !== undefined && { warning }),
    },
    run: (report, signal) => run(running, cwd, { ground, report, signal }),
  };
}

interface Run {
  readonly ground: ToolGround;
  readonly report: Parameters<Plan["run"]>[0];
  readonly signal: Parameters<Plan["run"]>[1];
}

async function run(
  { command, seconds = DEFAULT_SECONDS }: Running,
  cwd: Whereabouts,
  { ground, report, signal }: Run,
): Promise<ToolResult> {
  const { sight, world } = ground;
  const limit = Math.min(Math.max(seconds, 1), MAX_SECONDS);
  const output = new BoundedOutput((text) => report(shownOutput(text, sight)));
  const ended = await runProcess(
    {
      ...command,
      cwd: cwd.file,
      env: cleanEnvironment(world.env, sight),
      limitMs: limit * 1_000,
      output: (text) => output.add(text),
    },
    signal,
  );
  const text = `${shownOutput(output.end(), sight)}\n(${toldEnd(ended, limit)})`.replace(/^\n+/, "");
  return { text, ...(!(ended.kind === "exited" && ended.code === 0) && { failed: true as const }) };
}

function toldEnd(ended: Ended, seconds: number): string {
  switch (ended.kind) {
    case "exited":
      return ended.code === 0 ? "It ended well." : `It ended with code ${String(ended.code)}.`;
    case "killed":
      return `It was ended by ${ended.signal}.`;
    case "time":
      return `It was stopped after ${String(seconds)} s, with all that it had started.`;
    case "stopped":
      return "The user stopped it.";
    case "failed":
      return ended.why;
  }
}
