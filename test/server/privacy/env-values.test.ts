/** What an `.env` file of the workspace holds is covered wherever else it stands; what may stand anywhere is not. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { beforeEach, expect, test } from "vitest";

import { createPrivacy, type Privacy } from "../../../server/privacy/privacy.ts";
import { recipientAt } from "../../../server/privacy/recipient.ts";
import { placeIn } from "../../support/marked-text.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const root = temporaryFolder();
const HOSTED = recipientAt("hosted", "https://api.example.com/v1");
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

/** As the prompt has it: the document, and a snippet. */
function shown(code: string): string {
  const place = placeIn(`${code}▮`, { uri: pathToFileURL(join(folder, "a.py")).href, path: "a.py" });
  const snippets = [{ path: "b.py", text: code, startLine: 0, source: "similar", score: 1 } as const];
  const clean = privacy.clean({ place, snippets }, HOSTED);
  const text = clean.place.document.lines.join("");
  expect(clean.snippets[0]?.text).toBe(text);
  return text;
}

/** A line of an `.env` file, what code says, and whether that is covered. */
const check = (line: string, code: string, isCovered: boolean) =>
  test(`${line} → ${isCovered ? "covered" : "shown"}: ${code}`, () => {
    write(".env", `# Ours\n${line}\n`);
    const text = shown(code);
    expect(text.length).toBe(code.length);
    expect(text.includes("REDAC")).toBe(isCovered);
  });

check("DB_PASSWORD=correcthorsebattery", 'connect("root", "correcthorsebattery")', true);
check('export API_TOKEN="tok-90x7"  # for tests', "fetch(url, 'tok-90x7')", true);
check("SESSION_SECRET='blue sky 77'", "sign(x, 'blue sky 77')", false);
check("STRIPE=9f8Q2mLx7Kd03PzT", 'charge("9f8Q2mLx7Kd03PzT")', true);
check("DATABASE_URL=postgres://app:hunter22x@db/app", "login('app', 'hunter22x')", true);
check("HOOK=https://hooks.example.com/T0/9f8Q2mLx7Kd03PzT41", 'post("9f8Q2mLx7Kd03PzT41")', true);
check("PORT=3000", "listen(3000)", false);
check("DEBUG=true", "debug = true", false);
check("HOST=localhost", 'connect("localhost")', false);
check("API_URL=https://api.example.com/v1", 'get("https://api.example.com/v1")', false);
check("AWS_REGION=eu-west-1", 'region = "eu-west-1"', false);
check("TIMEOUT_MS=300000", "sleep(300000)", false);
check("APP_NAME=superapplication", 'name = "superapplication"', false);
check("DB_PASSWORD=postgres", 'driver = "postgres"', false);
check("TOKEN_TYPE=bearertoken", 'kind = "bearertoken"', false);
check("DB_PASSWORD=secret", "secret = 1", false);
check("API_KEY=changeme", "changeme()", false);
check("# DB_PASSWORD=correcthorsebattery", "x = correcthorsebattery", false);
check("DB_PASSWORD=correcthorse", "correcthorsebattery = 1", false);

const SAID = 'login("correcthorsebattery")';

test("one that is written, changed or removed counts soon after", () => {
  write(".env", "A=1\n");
  expect(shown(SAID)).toBe(SAID);
  write(".env", "DB_PASSWORD=correcthorsebattery\n");
  now += 600;
  expect(shown(SAID)).toContain("REDACTED");
  rmSync(join(folder, ".env"));
  now += 600;
  expect(shown(SAID)).toBe(SAID);
});

test("one of a package in the workspace is found, an example and what was installed are not", async () => {
  write("packages/api/.env.local", "DB_PASSWORD=correcthorsebattery\n");
  write("packages/api/.env.example", "OTHER_PASSWORD=examplepassword\n");
  write("node_modules/x/.env", "OTHER_PASSWORD=installedpassword\n");
  await expect.poll(() => shown(SAID)).toContain("REDACTED");
  const others = "examplepassword installedpassword";
  expect(shown(others)).toBe(others);
});

test("a suggestion that says one is not shown, and the cursor in one is in a secret", () => {
  write(".env", "DB_PASSWORD=correcthorsebattery\n");
  const at = (marked: string) => placeIn(marked, { path: "a.py" });
  expect(privacy.betrays("login('correcthorsebattery')", at("▮"))).toBe(true);
  expect(privacy.guards(at("login('correcthorse▮battery')"))).toBe(true);
  expect(privacy.guards(at("login('▮')"))).toBe(false);
});

test("what a chat is shown of a file has it covered, too; this machine's own models see it if the user says so", () => {
  write(".env", "DB_PASSWORD=correcthorsebattery\n");
  const part = { path: "a.py", lines: [SAID], start: 0, end: 0 };
  expect(privacy.show(part, HOSTED)).toContain("REDACTED");
  privacy.wish({ rules: {}, redact: "elsewhere" });
  expect(privacy.show(part, recipientAt("mine", "http://localhost:8000/v1"))).toBe(SAID);
});
