/** What “always” means for a command: a program and what it is to do, never more than that. */

/** They run whatever they are given, so that to allow one is to allow all. */
const RUNS_ANYTHING = new Set(
  (
    "ash awk bash busybox bunx cmd command csh dash docker doas env eval exec expect fish find gdb irb ksh lua mshta nice node nohup " +
    "npx nsenter osascript parallel perl php pipx pnpx podman powershell pwsh py pypy python regsvr32 rsync ruby rundll32 screen sed " +
    "setsid sh ssh start strace sudo su tclsh time timeout tmux tsx ts-node unshare uvx watch wscript cscript wsl xargs zsh"
  ).split(" "),
);
/** Of these some second words run any program, and others a script that the third names. */
const RUNS_SCRIPTS = new Set(
  "npm pnpm yarn bun deno cargo poetry uv rye hatch pdm composer rake go dotnet".split(" "),
);
const RUNS_BY_NAME = new Set(["run", "run-script"]);
const RUNS_ANY = new Set(["exec", "x", "dlx", "explore", "config", "create", "init", "eval", "generate"]);

const WORD = /^[a-z][\w:-]*$/i;

/** `npm run build`, `git status`; undefined where each call is to be asked for. */
export function commandRule([program = "", ...words]: readonly string[]): string | undefined {
  const name = program.replace(/\.(?:exe|cmd|bat)$/i, "").toLowerCase();
  // A path may lead to what the model wrote itself.
  if (!/^[a-z][\w.-]*$/.test(name) || RUNS_ANYTHING.has(name.replace(/[\d.]+$/, ""))) return undefined;
  const task = taskOf(name, words);
  return task === undefined ? undefined : `${program} ${task}`;
}

function taskOf(name: string, [task = "", script = ""]: readonly string[]): string | undefined {
  if (!WORD.test(task)) return undefined;
  if (!RUNS_SCRIPTS.has(name)) return task;
  if (RUNS_BY_NAME.has(task)) return WORD.test(script) ? `${task} ${script}` : undefined;
  return RUNS_ANY.has(task) ? undefined : task;
}
