/** The environment of a command: the user's own, without keys, and without what steers the engine itself. */
import type { Sight } from "./world.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const SECRET =
  /(?:^|_)(?:API_?KEY|KEY|TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PWD_?HASH|PASS|CREDENTIALS?|AUTH|COOKIE|DSN|CONNECTION_STRING|PAT)(?:_|$)|APIKEY|_?TOKEN$|PASSWORD|SECRET/i;
/** VS Code's, by which our own process came about; and what makes Node, a linker or a shell run something first. */
const OURS =
  /^(?:KEYFILL_|VSCODE_|ELECTRON_|NODE_OPTIONS$|NODE_IPC|NODE_CHANNEL|LD_PRELOAD$|DYLD_INSERT|BASH_ENV$|ENV$|PROMPT_COMMAND$|PYTHONSTARTUP$)/i;

/** Nobody looks at the output page by page, or answers questions. */
const QUIET = {
  PAGER: "cat",
  GIT_PAGER: "cat",
  GIT_TERMINAL_PROMPT: "0",
  TERM: "dumb",
  NO_COLOR: "1",
  CI: "1",
};

export function cleanEnvironment(env: Environment, { show }: Pick<Sight, "show">): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined &&
      !SECRET.test(entry[0]) &&
      !OURS.test(entry[0]) &&
      !isCovered(entry[0], entry[1], show),
  );
  return { ...Object.fromEntries(kept), ...QUIET };
}

/** Such as an address with a password in it. */
function isCovered(name: string, value: string, show: Sight["show"]): boolean {
  const line = `export ${name}=${value.replaceAll(/[\r\n]+/g, " ")}`;
  return show({ path: "environment.sh", lines: [line], start: 0, end: 0 }) !== line;
}
