import { mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { inPlainEnglish } from "../../../support/in-plain-english.ts";
import { createKeyCommands, splitCommand } from "../../../../server/providers/keys/key-command.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const folder = temporaryFolder();

test.for([
  ["op read op://work/key", ["op", "read", "op://work/key"]],
  [
    `  vault  kv get -field="api key" 'my secrets/x' `,
    ["vault", "kv", "get", "-field=api key", "my secrets/x"],
  ],
  [String.raw`"C:\Program Files\op.exe" read`, [String.raw`C:\Program Files\op.exe`, "read"]],
  [`a "it's" 'say "x"' ""`, ["a", "it's", 'say "x"', ""]],
  ["echo $HOME | tee x; y", ["echo", "$HOME", "|", "tee", "x;", "y"]],
  [`a "b`, undefined],
  ["", undefined],
] as const)("%s is split into %j", ([command, words]) => {
  expect(splitCommand(command)).toEqual(words);
});

/** A program that runs this, after it has counted its runs in a file of its own. */
async function program(script: string) {
  const home = await mkdtemp(join(folder, "program-"));
  const file = join(home, "a program.cjs");
  const runs = join(home, "runs");
  const count = `const fs = require("fs"); fs.appendFileSync(${JSON.stringify(runs)}, "x"); const runs = fs.readFileSync(${JSON.stringify(runs)}).length;`;
  await writeFile(file, `${count}\n${script}`);
  return `"${process.execPath}" "${file}"`;
}

function commands(more: Partial<Parameters<typeof createKeyCommands>[0]> = {}) {
  let now = 0;
  const created = createKeyCommands({ env: { PASSED: "on" }, mayRun: () => true, now: () => now, ...more });
  return { ...created, pass: (ms: number) => (now += ms) };
}

const MINUTE = 60_000;

test("the first line is the key", async () => {
  const command = await program(`console.log("sk-1\\r\\nuser: me\\n")`);
  expect(await commands().ask(command)).toBe("sk-1");
});

test("it gets our environment, and no input", async () => {
  const command = await program(
    `process.stdin.resume(); process.stdin.on("end", () => console.log(process.env.PASSED))`,
  );
  expect(await commands().ask(command)).toBe("on");
});

test("it stands in no workspace", async () => {
  const command = await program(`console.log(process.cwd())`);
  expect(await commands().ask(command)).not.toBe(process.cwd());
});

test("it is asked once, however many ask; again after a quarter of an hour", async () => {
  const { ask, pass } = commands();
  const command = await program(`console.log("sk-" + runs)`);
  expect(await Promise.all([ask(command), ask(command)])).toEqual(["sk-1", "sk-1"]);
  pass(14 * MINUTE);
  expect(await ask(command)).toBe("sk-1");
  pass(MINUTE);
  expect(await ask(command)).toBe("sk-2");
});

test("after a refusal it is asked again, but not at every keystroke", async () => {
  const { ask, pass, renew } = commands();
  const command = await program(`console.log("sk-" + Math.min(runs, 2))`);
  expect(await renew(command)).toBe(false);
  expect(await ask(command)).toBe("sk-1");
  expect(await renew(command)).toBe(false);
  pass(2 * MINUTE);
  expect(await renew(command)).toBe(true);
  expect(await ask(command)).toBe("sk-2");
  pass(2 * MINUTE);
  expect(await renew(command)).toBe(false);
});

test.for([
  ["fails", `console.error("secret"); console.log("half"); process.exit(3)`, /failed \(3\)$/],
  ["prints nothing", "", /printed nothing$/],
  ["prints far too much", `console.log("x".repeat(100_000))`, /printed far more than a key$/],
  ["does not end", "setInterval(() => undefined, 1000)", /did not end within 0\.3 s$/],
] as const)("a command that %s", async ([, script, words]) => {
  const command = await program(script);
  const failed: unknown = await commands({ timeLimitMs: 300 })
    .ask(`${command} --token=hidden`)
    .catch((error: unknown) => error);
  expect(inPlainEnglish(failed)).toMatchObject({
    kind: "no-key",
    message: expect.stringMatching(words),
    advice: expect.stringContaining("in a terminal"),
  });
  expect(JSON.stringify(failed)).not.toMatch(/hidden|half|secret/);
});

test.for(["no-such-program --x", `a "b`])("%s cannot be run", async (command) => {
  await expect(commands().ask(command)).rejects.toMatchObject({ kind: "no-key" });
});

test("a locked vault is not asked at every keystroke", async () => {
  const { ask, pass } = commands();
  const command = await program(`if (runs === 1) process.exit(1); console.log("sk-" + runs)`);
  await expect(ask(command)).rejects.toMatchObject({ kind: "no-key" });
  await expect(ask(command)).rejects.toMatchObject({ kind: "no-key" });
  pass(MINUTE);
  expect(await ask(command)).toBe("sk-2");
});

test("without trust nothing is run, not even what was kept is told", async () => {
  let trusted = true;
  const { ask } = commands({ mayRun: () => trusted });
  const command = await program(`console.log("sk-" + runs)`);
  await ask(command);
  trusted = false;
  await expect(ask(command)).rejects.toMatchObject({ message: expect.stringContaining("not trusted") });
});
