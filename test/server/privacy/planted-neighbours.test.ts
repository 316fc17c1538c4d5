/**
 * Secrets and files that rules keep are planted where the index would find them first; then all that a provider received
 * and all that the command line showed is searched.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";

import { beforeAll, expect, test } from "vitest";

import { INDEX_REQUEST, type IndexStatus } from "../../../server/protocol.ts";
import { folderWith, uriOf, write } from "../../support/indexed-folder.ts";
import { runningServer } from "../../support/running-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const running = runningServer();
const cli = join(import.meta.dirname, "..", "..", "..", "dist", "server", "cli.cjs");
let parent = "";
beforeAll(() => {
  parent = temporaryFolder();
});

const KEY = Array.from(
  { length: 9 },
  (_, at) => `MII${String(at)}vQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7planted`,
);
const SECRETS = [
  "ghp_planted3456789abcdefghijklmnopqrst1234",
  "Planted-Passw0rd!",
  "QIDAQABAoIBAplantedToo==",
];
const TRACES = [...SECRETS.map((secret) => secret.slice(-10)), "BgkqhkiG9w0BAQEF", "planted"];

const ledger = (name: string) =>
  `class ${name}:\n    def post_entry_${name.toLowerCase()}(self, account, amount):\n        return self.post_entry(account, amount)\n`;
/** Whatever says `withheld` is kept by a rule. */
const FILES: Readonly<Record<string, string>> = {
  ".keyfillignore": "kept/\n",
  "kept/first.py": ledger("Withheld_One"),
  "hidden/second.py": ledger("Withheld_Two"),
  "unsearched/third.py": ledger("Withheld_Three"),
  "ruled/fourth.py": ledger("Withheld_Four"),
  "ledger.py": `${ledger("Ledger")}\ndef post_token(account, token="${SECRETS[0] ?? ""}"):\n    password = "${SECRETS[1] ?? ""}"\n    return post_entry(account, token)\n`,
  "post_key.py": `def post_entry_key(account):\n    amount = """-----BEGIN PRIVATE KEY-----\n${KEY.join("\n")}\n${SECRETS[2] ?? ""}\n-----END PRIVATE KEY-----"""\n    return post_entry(account, amount)\n`,
};
const DOCUMENT =
  "from ledger import Ledger, post_token\nfrom kept.first import Withheld_One\nfrom hidden.second import Withheld_Two\n";
const PLACES = [
  "book = Ledger()\nbook.▮\n",
  "account = 1\namount = post_entry▮\n",
  "post_token(account, ▮\n",
];

function expectNoTrace(shown: string) {
  expect(shown).toContain("post_entry_ledger");
  expect(shown).toContain("REDACTED");
  expect(TRACES.filter((trace) => shown.includes(trace))).toEqual([]);
  expect(shown.match(/post_entry_withheld\w+/g) ?? []).toEqual([]);
}

test("nothing that was planted beside the document is sent", { timeout: 30_000 }, async () => {
  running.provider.behave({ kind: "stream", pieces: ["1"] });
  const folder = folderWith(parent, FILES);
  const client = await running.start({
    folder,
    settings: { privacy: { rules: { "ruled/": ["somebody-else"] } } },
    otherSettings: { "files.exclude": { hidden: true }, "search.exclude": { "**/unsearched": true } },
  });
  for (;;) {
    const { state } = await client.connection.sendRequest<IndexStatus>(INDEX_REQUEST, {});
    if (state === "ready") break;
  }
  // The kept ones are open as well.
  for (const [path, content] of Object.entries(FILES)) await client.put(`${content}▮`, uriOf(folder, path));
  for (const place of PLACES) {
    for (let ask = 0; ask < 3; ask++)
      await client.complete(DOCUMENT + place + " ".repeat(ask), {
        uri: uriOf(folder, "app.py"),
        manual: true,
      });
  }
  expect(running.provider.requests.length).toBeGreaterThan(5);
  expectNoTrace(
    JSON.stringify(running.provider.requests.map(({ body }) => body["prompt"])).replaceAll(DOCUMENT, ""),
  );
});

async function batch(folder: string, requests: readonly object[]): Promise<string> {
  const env = { PATH: process.env["PATH"], ...running.environment() };
  const child = spawn(process.execPath, [cli, "context", "--batch", "--workspace-folder", folder], { env });
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(""));
  return text(child.stdout);
}

/** The command line knows no settings of an editor: only its own file says there what is kept. */
test("nor does the command line show it as context", { timeout: 30_000 }, async () => {
  const folder = folderWith(parent, FILES);
  write(folder, ".keyfillignore", "kept/\nhidden/\nunsearched\nfourth.py\n");
  const requests = PLACES.map((place) => {
    const marked = DOCUMENT + place;
    return { file: "app.py", text: marked.replace("▮", ""), offset: marked.indexOf("▮"), tokens: 4000 };
  });
  const shown = await batch(folder, requests);
  expectNoTrace(shown);
  expect(shown).not.toMatch(/kept\/|hidden\/|unsearched\/|ruled\//);
  const of = await batch(folder, [
    { file: "kept/first.py", text: `${DOCUMENT}book = Ledger()\nbook.`, offset: DOCUMENT.length },
  ]);
  expect(JSON.parse(of)).toMatchObject({ snippets: [], tokens: 0 });
});
