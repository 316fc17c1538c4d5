/** Secrets are planted all over a workspace; then everything that a provider received from the built product is searched. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { beforeEach, expect, test } from "vitest";

import { runningServer } from "../../support/running-server.ts";

const running = runningServer();
const cli = join(import.meta.dirname, "..", "..", "..", "dist", "server", "cli.cjs");

const body = "abcdefghijklmnop0123456789QRSTUVWXYZ".repeat(4);
const PLANTED = {
  openai: `sk-proj-${body.slice(0, 48)}`,
  github: `ghp_${body.slice(3, 39)}`,
  aws: "AKIAZ7Q4PLANTED22KEY",
  password: "Planted-Passw0rd!",
  address: "planted4ddress",
  jwt: `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${body.slice(5, 48)}`,
  variable: "just words planted in an environment file",
  hex: "9f86d081884c7d659a2feaa0c55ad015",
  copied: "plantedcorrecthorse",
} as const;
const KEY_LINES = ["MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7planted", "QIDAQABAoIBAplantedToo=="];

/** What tells that a secret has left: its own part, without what says whose it is. */
const TRACES = [
  ...Object.values(PLANTED).map((secret) => secret.slice(-10)),
  body.slice(5, 15),
  ...KEY_LINES.map((line) => line.slice(4, 20)),
];

const FILES: Readonly<Record<string, string>> = {
  "clients.py": `openai_client = OpenAI("${PLANTED.openai}")\ndef fetch_orders(session):\n    return session\n`,
  "deploy.sh": `export GITHUB=${PLANTED.github}\naws --key ${PLANTED.aws}\nfetch_orders session --as ${PLANTED.copied}\n`,
  "settings.py": `DB_PASSWORD = "${PLANTED.password}"\nDB = "postgres://app:${PLANTED.address}@db/x"\nfetch_orders = session\n`,
  "values.yaml": `token: ${PLANTED.jwt}\napi_key: ${PLANTED.hex}\nfetch_orders: session\n`,
  ".env": `GREETING=${PLANTED.variable}\nSTRIPE="${PLANTED.hex}"\nDB_PASSWORD=${PLANTED.copied}\n`,
  "key.pem": `-----BEGIN PRIVATE KEY-----\n${KEY_LINES.join("\n")}\n-----END PRIVATE KEY-----\n`,
  "embedded.py": `KEY = """-----BEGIN RSA PRIVATE KEY-----\n${KEY_LINES.join("\n")}\n-----END RSA PRIVATE KEY-----"""\ndef fetch_orders(session): pass\n`,
};
/** As one piece of code; the values of an environment file are told by their file. */
const { ".env": _values, ...OTHERS } = FILES;
const ALL = Object.values(OTHERS).join("\n");

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(running.home, "w-"));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});

function expectNoTrace(sent: string) {
  expect(TRACES.filter((trace) => sent.includes(trace))).toEqual([]);
}

test.for(["qwen2.5-coder", "gpt-4.1-mini"])("nothing that was planted is sent to %s", async (model) => {
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await running.start({
    folder,
    env: running.environment({
      KEYFILL_MODEL: model,
      ...(model.startsWith("gpt") && { KEYFILL_PROVIDER: "openai" }),
    }),
  });
  const at = (path: string) => ({ uri: pathToFileURL(join(folder, path)).href });
  for (const [path, text] of Object.entries(FILES)) await client.put(`${text}▮`, at(path).uri);
  // Before the secrets, behind them and among them; as typing goes on, too.
  const code = "def fetch_orders(session):\n    fetch_orders = session";
  for (const typed of ["\nx =", "\nx = s", "\nx = se"]) {
    await client.complete(`${ALL}${code}${typed}▮\n`, { manual: true });
    await client.complete(`${code}${typed}▮\n${ALL}`, { manual: true });
    await client.complete(`${ALL}${typed}▮\n${ALL}`, { manual: true });
  }
  for (const [path, text] of Object.entries(FILES)) {
    await client.complete(`▮\n${text}`, { ...at(path), manual: true });
    await client.complete(`${text}\n▮`, { ...at(path), manual: true });
  }
  expect(running.provider.requests.length).toBeGreaterThan(10);
  const sent = JSON.stringify(running.provider.requests.map(({ body }) => body));
  expect(sent.includes("fetch_orders") && sent.includes("REDACTED")).toBe(true);
  expectNoTrace(sent);
});

test("nor is it in the prompt that the command line shows", { timeout: 30_000 }, async () => {
  for (const [path, text] of Object.entries(FILES)) {
    const last = String(text.split("\n").length);
    const env = { PATH: process.env["PATH"], ...running.environment() };
    const args = ["complete", `${join(folder, path)}:${last}:1`, "--workspace-folder", folder, "--prompt"];
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], { env });
    expect(stdout).toContain("REDACTED");
    expectNoTrace(stdout);
  }
});

test("a server on this machine is told everything when the user says so", async () => {
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const client = await running.start({ folder, settings: { privacy: { redact: "elsewhere" } } });
  await client.complete(`${ALL}\nx =▮`, { manual: true });
  expect(JSON.stringify(running.provider.requests)).toContain(PLANTED.openai);
});
