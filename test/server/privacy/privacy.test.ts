import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { beforeEach, expect, test } from "vitest";

import { createPrivacy, type Privacy, type PrivacyWishes } from "../../../server/privacy/privacy.ts";
import { HERE, recipientAt } from "../../../server/privacy/recipient.ts";
import { placeIn } from "../../support/marked-text.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = temporaryFolder();
let folder = "";
let now = 0;
let privacy: Privacy;

beforeEach(() => {
  folder = mkdtempSync(join(root, "w-"));
  now = 0;
  privacy = createPrivacy({ folders: () => [pathToFileURL(folder).href], now: () => now });
});

function write(path: string, text: string) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const uri = (path: string) => pathToFileURL(join(folder, path)).href;
const wish = (wishes: Partial<PrivacyWishes>) => privacy.wish({ rules: {}, redact: "always", ...wishes });

const HOSTED = recipientAt("hosted", "https://api.example.com/v1");
const LOCAL = recipientAt("mine", "http://localhost:8000/v1");

test("each folder's .keyfillignore counts from there down, the deeper one over the higher", () => {
  write(".keyfillignore", "*.key\n/top/\n");
  write("src/.keyfillignore", "!ok.key\nsecret\n");
  const ignored = [
    "a.key",
    "src/a.key",
    "src/ok.key",
    "src/x/ok.key",
    "top/a.py",
    "src/top/a.py",
    "src/secret",
  ];
  expect(ignored.filter((path) => privacy.isIgnored(uri(path)))).toEqual([
    "a.key",
    "src/a.key",
    "top/a.py",
    "src/secret",
  ]);
  // A snippet knows only its path.
  expect(privacy.isIgnored("src/secret")).toBe(true);
});

test("a rule that is written, changed or removed counts soon after", () => {
  const isIgnored = () => privacy.isIgnored(uri("a.py"));
  expect(isIgnored()).toBe(false);
  write(".keyfillignore", "a.py\n");
  now += 600;
  expect(isIgnored()).toBe(true);
  write(".keyfillignore", "other.py\n");
  now += 600;
  expect(isIgnored()).toBe(false);
  write(".keyfillignore", "*\n");
  now += 600;
  expect(isIgnored()).toBe(true);
  rmSync(join(folder, ".keyfillignore"));
  now += 600;
  expect(isIgnored()).toBe(false);
});

test("the cells of a notebook go by their notebook, and what has no file by nothing", () => {
  write(".keyfillignore", "*.ipynb\n*.py\n");
  expect(privacy.isIgnored(uri("a.ipynb").replace("file://", "vscode-notebook-cell:") + "#W0s")).toBe(true);
  expect(privacy.isIgnored("untitled:Untitled-1")).toBe(false);
});

test("what the editor hides is ignored; what it leaves out of searches is only no context", () => {
  wish({ hidden: { "**/gen": true }, unsearched: { "**/vendor": true } });
  expect(privacy.isIgnored(uri("x/gen/a.py"))).toBe(true);
  expect(privacy.isIgnored(uri("vendor/a.py"))).toBe(false);
  expect(privacy.mayComplete(uri("vendor/a.py"), HOSTED)).toBe(true);
  expect(privacy.mayLeave(uri("vendor/a.py"), HOSTED)).toBe(false);
});

test("rules say who may see what; the engine in this process always may", () => {
  wish({
    rules: { "clients/**": ["local"], "clients/acme/": ["hosted", "local"], "*.sql": ["mine"], x: [] },
  });
  const who = (path: string) =>
    [HOSTED, LOCAL, HERE].filter((to) => privacy.mayLeave(uri(path), to)).map(({ name }) => name);
  expect(who("a.py")).toEqual(["hosted", "mine", "builtin"]);
  expect(who("clients/a.py")).toEqual(["mine", "builtin"]);
  // Every rule that covers it has to allow it.
  expect(who("clients/acme/a.py")).toEqual(["mine", "builtin"]);
  expect(who("db/a.sql")).toEqual(["mine", "builtin"]);
  expect(who("x/a.py")).toEqual(["builtin"]);
});

test.for([
  ["http://localhost:1", "machine"],
  ["http://127.0.0.1:8000/v1", "machine"],
  ["http://[::1]:1", "machine"],
  ["http://box.localhost", "machine"],
  ["http://192.168.0.2:8000", "elsewhere"],
  ["https://localhost.example.com", "elsewhere"],
  ["https://127.0.0.1.example.com", "elsewhere"],
  ["no address", "elsewhere"],
] as const)("%s is %s", ([address, reach]) => {
  expect(recipientAt("x", address).reach).toBe(reach);
});

const SECRET = 'password = "hunter2"\n';

test.for([
  ["always", [true, true]],
  ["elsewhere", [true, false]],
  ["never", [false, false]],
] as const)("redacting %s", ([redact, expected]) => {
  wish({ redact });
  const place = placeIn(`${SECRET}x = ▮`, { uri: uri("a.py") });
  const snippets = [{ path: "b.py", text: SECRET, score: 1, source: "test" }];
  const isClean = (to: typeof HERE) => {
    const shown = privacy.clean({ place, snippets }, to);
    return !JSON.stringify(shown).includes("hunter2");
  };
  expect([HOSTED, LOCAL].map(isClean)).toEqual(expected);
  expect(isClean(HERE)).toBe(false);
});

test("a snippet of a file that is kept from the one who asks is left out", () => {
  write(".keyfillignore", "hidden.py\n");
  wish({ rules: { "own/**": ["local"] } });
  const snippets = ["hidden.py", "own/a.py", "b.py"].map((path) => ({
    path,
    text: "x",
    score: 1,
    source: "t",
  }));
  const paths = (to: typeof HERE) =>
    privacy.clean({ place: placeIn("▮"), snippets }, to).snippets.map(({ path }) => path);
  expect(paths(HOSTED)).toEqual(["b.py"]);
  expect(paths(LOCAL)).toEqual(["own/a.py", "b.py"]);
});

function checkGuard(marked: string, guarded: boolean, path = "a.py") {
  test(`${path}: ${JSON.stringify(marked)} is ${guarded ? "" : "not "}guarded`, () => {
    expect(privacy.guards(placeIn(marked, { path }))).toBe(guarded);
  });
}

checkGuard('password = "▮', true);
checkGuard('password = "hunt▮', true);
checkGuard('password = "hunter2▮"', true);
checkGuard('password = "hunter2"▮', false);
checkGuard("password = ▮", false);
checkGuard('OpenAI(api_key="▮")', true);
checkGuard('"apiKey": "▮"', true);
checkGuard('token = "▮', false);
checkGuard('input(type="▮', false);
checkGuard("AKIAIOSF▮ODNN7EXAMPLQ", true);
checkGuard("KEY=▮", true, ".env");
checkGuard("KE▮", false, ".env");
checkGuard("# why ▮", false, ".env");
checkGuard("-----BEGIN PRIVATE KEY-----\nMIIEvQ▮\n", true);
checkGuard("-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----\n▮", false);

function checkBetrayal(suggestion: string, betrays: boolean, marked = "x = ▮") {
  test(`${suggestion} ${betrays ? "betrays" : "is harmless"}`, () => {
    expect(privacy.betrays(suggestion, placeIn(marked))).toBe(betrays);
  });
}

checkBetrayal('"sk-proj-a1b2c3d4e5f6g7h8i9j0k1l2"', true);
checkBetrayal('"ghp_REDACTEDREDACTEDREDACTEDREDACTEDREDA"', true);
checkBetrayal('"REDACTED"', true);
checkBetrayal('"REDACTED"', false, 'cover = "REDACTED"\nx = ▮');
checkBetrayal('redact(text, "code")', false);
checkBetrayal('os.environ["API_KEY"]', false);
