/** Keys that a command prints: a password manager, a vault, a cloud's own tool. Run without a shell, and kept in memory for a while. */
import { execFile, type ExecFileException } from "node:child_process";
import { parse } from "node:path";

import { told, type Told, toTell, type Words } from "../../completion/told.ts";
import { failure, ProviderError } from "../failure.ts";

/** A password manager may have to ask for a fingerprint first. */
const TIME_LIMIT_MS = 30_000;
const KEPT_MS = 15 * 60_000;
/** So that a locked vault does not ask at every keystroke. */
const FAILED_MS = 60_000;

interface Answer {
  readonly key: Promise<string>;
  readonly asked: number;
  readonly failed: () => boolean;
}

export interface KeyCommands {
  /** Rejects with a ProviderError. */
  readonly ask: (command: string) => Promise<string>;
  /** Runs it again, but not more than once a minute. Answers whether it printed another key. */
  readonly renew: (command: string) => Promise<boolean>;
}

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly mayRun: () => boolean;
  readonly now?: () => number;
  readonly timeLimitMs?: number;
}

export function createKeyCommands(surroundings: Surroundings): KeyCommands {
  const { env, mayRun, now = Date.now, timeLimitMs = TIME_LIMIT_MS } = surroundings;
  const answers = new Map<string, Answer>();

  function begin(command: string): Promise<string> {
    let failed = false;
    const key = run(command, { env, timeLimitMs });
    key.catch(() => (failed = true));
    answers.set(command, { key, asked: now(), failed: () => failed });
    return key;
  }

  async function ask(command: string): Promise<string> {
    if (!mayRun()) throw untrusted();
    const known = answers.get(command);
    const isFresh = known && now() - known.asked < (known.failed() ? FAILED_MS : KEPT_MS);
    return isFresh ? known.key : begin(command);
  }

  return {
    ask,
    async renew(command) {
      const known = answers.get(command);
      if (!mayRun() || !known || now() - known.asked < FAILED_MS) return false;
      const [before, after] = await Promise.allSettled([known.key, begin(command)]);
      return after.status === "fulfilled" && (before.status === "rejected" || before.value !== after.value);
    },
  };
}

/**
 * The rule: blanks separate, single or double quotes keep blanks together, and nothing else is special, so that the paths
 * of Windows need no care. Undefined when a quote is not closed, or nothing is there.
 */
export function splitCommand(command: string): readonly [string, ...string[]] | undefined {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  const [program, ...rest] = words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, "$1$2"));
  const left = command.replaceAll(/"[^"]*"|'[^']*'/g, "");
  return program === undefined || /["']/.test(left) ? undefined : [program, ...rest];
}

async function run(
  command: string,
  { env, timeLimitMs }: { env: Surroundings["env"]; timeLimitMs: number },
): Promise<string> {
  const [program, ...args] = splitCommand(command) ?? [];
  if (program === undefined)
    throw refusal(toTell("the command for the key is empty, or a quote in it is not closed"));
  const options = {
    env: { ...env },
    // Not the workspace: Windows looks for programs in the folder where it stands.
    cwd: parse(process.execPath).root,
    timeout: timeLimitMs,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024,
    windowsHide: true,
  } as const;
  const printed = await new Promise<string>((resolve, reject) => {
    const child = execFile(program, args, options, (error, out) => {
      if (error)
        reject(refusal(told("the command “{0}” for the key {1}", program, wordsFor(error, timeLimitMs))));
      else resolve(out);
    });
    // It may not wait for an answer that nobody can give.
    child.stdin?.end();
  });
  // Password managers print the password first and notes behind it.
  const [key] = printed.trim().split(/\r?\n/);
  if (!key) throw refusal(told("the command “{0}” for the key printed nothing", program));
  return key;
}

/** Neither the arguments nor what it printed: both may hold secrets. */
function wordsFor({ code, killed }: ExecFileException, timeLimitMs: number): Told {
  if (code === "ENOENT") return told("was not found");
  if (code === "ERR_CHILD_PROCESS_STDIO_MAXBUFFER") return told("printed far more than a key");
  if (killed) return told("did not end within {0} s", String(timeLimitMs / 1000));
  return told("failed ({0})", String(code ?? "killed"));
}

function refusal(message: Words) {
  const advice = toTell(
    "Run it in a terminal: its first line must be the key. It is run without a shell; blanks separate its arguments, and quotes keep them together.",
  );
  return new ProviderError(failure("no-key", message, advice));
}

function untrusted() {
  const message = toTell(
    "the key comes from a command, and commands are not run in a workspace that is not trusted",
  );
  const advice = toTell("Trust the workspace, or set the key with “Keyfill: Set API Key”.");
  return new ProviderError(failure("no-key", message, advice));
}
