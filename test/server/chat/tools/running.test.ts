import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { beforeAll, expect, test } from "vitest";

import { told } from "../../../../server/completion/told.ts";
import { BoundedOutput } from "../../../../server/chat/tools/bounded-output.ts";
import { commandFor, shellCommand, shownCommand } from "../../../../server/chat/tools/command-line.ts";
import { commandRule } from "../../../../server/chat/tools/command-rule.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { type ToolWorld, toolWorld } from "../../../support/tool-world.ts";
import { until } from "../../../support/until.ts";

const root = temporaryFolder();
let w: ToolWorld;

const ENV = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  GREETING: "hello",
  OPENAI_API_KEY: "sk-live-0123456789abcdefghij",
  MY_TOKEN: "abc",
  DATABASE: "postgres://me:s3cr3tp4ss@db.example.com/x",
  VSCODE_PID: "1",
  ELECTRON_RUN_AS_NODE: "1",
  NODE_OPTIONS: "--require /x.js",
  LD_PRELOAD: "",
};

beforeAll(async () => {
  w = await toolWorld(root, { "src/a.txt": "a\n" }, { env: ENV });
});

const node = (script: string) => ({ argv: [process.execPath, "-e", script] });

test("a command's arguments are words, whatever stands in them", async () => {
  const argv = [process.execPath, "-e", "console.log(process.argv.slice(1))", "$(id)", "; rm x", "a b"];
  const { text, failed } = await w.call("run_command", { argv });
  expect(text).toBe("[ '$(id)', '; rm x', 'a b' ]\n(It ended well.)");
  expect(failed).toBeUndefined();
});

test("it runs in a folder of the workspace, and nowhere else", async () => {
  const where = node("console.log(process.cwd())");
  expect((await w.call("run_command", { ...where, folder: "src" })).text).toContain(join(w.folder, "src"));
  expect((await w.call("run_command", where)).text).toContain(w.folder);
  expect(await w.call("run_command", { ...where, folder: ".." })).toMatchObject({ failed: true });
  expect(await w.call("run_command", { ...where, folder: "src/a.txt" })).toMatchObject({ failed: true });
});

test("how it ended is told, with both of its outputs", async () => {
  const { text, failed } = await w.call(
    "run_command",
    node("console.log('out'); console.error('err'); process.exitCode = 3"),
  );
  expect(text.split("\n").toSorted()).toEqual(["(It ended with code 3.)", "err", "out"]);
  expect(failed).toBe(true);
  expect((await w.call("run_command", { argv: ["no-such-program-here"] })).text).toContain(
    "There is no program no-such-program-here",
  );
});

test("its environment has neither keys nor what steers the engine, and nobody waits at a pager", async () => {
  const { text } = await w.call("run_command", node("console.log(JSON.stringify(process.env))"));
  const env = Object(JSON.parse(text.split("\n")[0] ?? ""));
  expect(Object.keys(env).toSorted()).toEqual(
    [
      "CI",
      "GIT_PAGER",
      "GIT_TERMINAL_PROMPT",
      "GREETING",
      "HOME",
      "NO_COLOR",
      "PAGER",
      "PATH",
      "TERM",
    ].toSorted(),
  );
});

test("secrets that it prints are covered, and escape sequences are gone", async () => {
  const { text } = await w.call(
    "run_command",
    node(String.raw`console.log('\u001b[31mpassword = hunter2hunter2\u001b[0m')`),
  );
  expect(text).toContain("password = REDACTEDREDACT\n");
});

test("a huge output is bounded: its beginning is told as it comes, its end is kept", async () => {
  const told: string[] = [];
  const plan = await w.plan("run_command", node("for (let i = 0; i < 300000; i++) console.log('line ' + i)"));
  if ("problem" in plan) throw new Error(plan.problem);
  const { text } = await plan.run((piece) => void told.push(piece), new AbortController().signal);
  const all = told.join("") + text;
  expect(all.length).toBeLessThan(30_000);
  expect(all).toMatch(/^line 0\nline 1\n[^]*\n… \d+ characters left out …\n[^]*\nline 299999\n/);
  // Every line is whole.
  expect(
    all
      .split("\n")
      .filter((line) => line.startsWith("l"))
      .every((line) => /^line \d+$/.test(line)),
  ).toBe(true);
});

test.each([
  [["x".repeat(1_000_000)], 3_000],
  [Array.from({ length: 1000 }, () => "y".repeat(1000)), 30_000],
])("lines without an end, and many pieces, stay bounded", (pieces, most) => {
  let told = "";
  const output = new BoundedOutput((text) => (told += text));
  for (const piece of pieces) output.add(piece);
  expect((told + output.end()).length).toBeLessThan(most);
});

test("what it started is killed with it when it is stopped, whatever it does against that", async () => {
  const pids = join(root, "pids");
  writeFileSync(pids, "");
  const stubborn = `
    process.on("SIGTERM", () => {}); process.on("SIGHUP", () => {});
    require("fs").appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n");
    setInterval(() => {}, 1000);`;
  const parent = `
    const { spawn } = require("child_process");
    spawn(process.execPath, ["-e", ${JSON.stringify(stubborn)}], { stdio: "inherit" });
    ${stubborn}`;
  const stopping = new AbortController();
  const running = w.call("run_command", node(parent), stopping.signal);
  const started = () => readFileSync(pids, "utf8").trim().split("\n").filter(Boolean).map(Number);
  await until(() => started().length === 2, "both have started");
  stopping.abort();
  expect(await running).toEqual({ failed: true, text: expect.stringContaining("The user stopped it.") });
  await until(() => started().every((pid) => !isAlive(pid)), "both are gone");
});

test("time runs out for it, and for what holds its output open", async () => {
  const late = await w.call("run_command", { ...node("setInterval(() => {}, 1000)"), timeout_seconds: 1 });
  expect(late.text).toContain("It was stopped after 1 s, with all that it had started.");
  const linger = `require("child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" }).unref(); console.log("done"); process.exit()`;
  expect((await w.call("run_command", node(linger))).text).toContain("done\n(It ended well.)");
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A zombie waits for its parent, which is nobody any more.
    return !readFileSync(`/proc/${String(pid)}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

test("nothing is run in a workspace that is not trusted", async () => {
  const untrusted = await toolWorld(root, {}, { env: ENV, isTrusted: () => false });
  for (const [name, asked] of [
    ["run_command", node("0")],
    ["run_shell", { line: "true" }],
  ] as const)
    expect(await untrusted.plan(name, asked)).toEqual({ problem: expect.stringContaining("does not trust") });
});

test("each command is asked for; only a program with what it is to do can be allowed for good, in this folder", async () => {
  const plan = await w.plan("run_command", { argv: ["npm", "test", "--", "-u"] });
  expect(plan).toMatchObject({
    title: told("Run {0}", "npm test -- -u"),
    permission: {
      detail: `npm test -- -u\nin ${w.folder.split("/").at(-1) ?? ""}`,
      rule: `run npm test in ${w.world.folders()[0] ?? ""}`,
    },
  });
  const shell = await w.plan("run_shell", { line: "npm test | tail" });
  expect(shell).toMatchObject({
    permission: { rule: "", pattern: "", warning: expect.stringContaining("shell") },
  });
});

const RULES: readonly (readonly [command: string, rule: string | undefined])[] = [
  ["git status -s", "git status"],
  ["npm test", "npm test"],
  ["npm run build -- --watch", "npm run build"],
  ["npm run", undefined],
  ["npm exec x", undefined],
  ["npx x", undefined],
  ["cargo run", undefined],
  ["cargo test", "cargo test"],
  ["make check", "make check"],
  ["go test ./...", "go test"],
  ["git -c core.pager=x log", undefined],
  ["ls -la", undefined],
  ["cat /etc/passwd", undefined],
  ["./script build", undefined],
  ["/usr/bin/git status", undefined],
  ["bash script", undefined],
  ["python3.12 script", undefined],
  ["python script", undefined],
  ["node script", undefined],
  ["sudo reboot", undefined],
  ["env git", undefined],
  ["cmd.exe dir", undefined],
  ["xargs rm", undefined],
];

test.each(RULES)("“always” for %j is %j", (command, rule) => {
  expect(commandRule(command.split(" "))).toBe(rule);
});

const SHOWN: readonly (readonly [argv: readonly string[], shown: string])[] = [
  [["git", "commit", "-m", "a message"], "git commit -m 'a message'"],
  [["echo", "it's", "$HOME", ""], String.raw`echo 'it'\''s' '$HOME' ''`],
  [["rm", "a\u202Etxt.exe", "\u001B[2Kx"], "rm 'a⟨U+202E⟩txt.exe' 'x'"],
];

test.each(SHOWN)("%j is shown as %s", (argv, shown) => {
  expect(shownCommand(argv)).toBe(shown);
});

test("a command that is one string is its words when they are plain; else the model is told how", async () => {
  expect(await w.plan("run_command", { command: "npm test --watch=false" })).toMatchObject({
    title: told("Run {0}", "npm test --watch=false"),
  });
  expect(await w.plan("run_command", { argv: '["npm","test"]' })).toMatchObject({
    title: told("Run {0}", "npm test"),
  });
  expect(await w.plan("run_command", { argv: "cat a | sh" })).toMatchObject({
    problem: expect.stringContaining("use run_shell"),
  });
  expect((await w.call("run_shell", { line: "echo a b | tr a-z A-Z; exit 2" })).text).toBe(
    "A B\n(It ended with code 2.)",
  );
});

test("on Windows a program is found in the path alone, and a batch file gets nothing that its shell would read", () => {
  const folder = join(root, "bin");
  const env = { PATH: ".;C:\\nowhere", SystemRoot: "C:\\Windows" };
  expect(commandFor(["git", "status"], env, true)).toEqual({
    problem: "There is no program git on this machine.",
  });
  expect(commandFor([String.raw`C:\x\npm.cmd`, "a&b"], env, true)).toMatchObject({
    problem: expect.stringContaining("batch file"),
  });
  expect(commandFor([String.raw`C:\x\npm.cmd`, "a b"], env, true)).toMatchObject({
    args: ["/d", "/s", "/c", String.raw`""C:\x\npm.cmd" "a b""`],
    verbatim: true,
  });
  expect(shellCommand("dir | more", env, true)).toMatchObject({ args: ["/d", "/s", "/c", '"dir | more"'] });
  expect(existsSync(folder)).toBe(false);
});
