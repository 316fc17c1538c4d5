import { writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { createKeys, type KeySources } from "../../../server/providers/keys.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const folder = temporaryFolder();

const OWNER = { instance: "mine", keyVariables: [], keyNeeded: true, headers: {}, query: {} };

function keysFrom(sources: Partial<KeySources> = {}) {
  const concealed: string[] = [];
  const keys = createKeys({
    env: {},
    secret: () => Promise.resolve(undefined),
    conceal: (key) => concealed.push(key),
    ...sources,
  });
  return { ...keys, concealed };
}

test.for([
  ["as it is", "sk-1", "sk-1"],
  ["with blanks, quotes and a line's end", ' "sk-1"\n', "sk-1"],
  ["with typographic quotes", "“sk-1”", "sk-1"],
  ["with blanks in its quotes", "' sk-1 '", "sk-1"],
  ["as it stands in a header", "Bearer sk-1", "sk-1"],
  ["empty", '""', undefined],
] as const)("a key that is pasted %s: %j", async ([, apiKey, expected]) => {
  const keys = keysFrom();
  expect(await keys.of({ ...OWNER, apiKey, keyNeeded: false })).toBe(expected);
  expect(keys.concealed).toEqual(expected === undefined ? [] : [expected]);
});

test("its own file goes before the store, the store before the provider's variable", async () => {
  const env = { MINE: "from-file", USUAL: "from-usual" };
  const usual = { ...OWNER, keyVariables: ["MISSING", "USUAL"] };
  const stored = keysFrom({ env, secret: () => Promise.resolve("from-store") });
  expect(await stored.of({ ...usual, apiKey: "$MINE" })).toBe("from-file");
  expect(await stored.of(usual)).toBe("from-store");
  expect(await keysFrom({ env }).of(usual)).toBe("from-usual");
  expect(await keysFrom({ env }).of({ ...OWNER, keyNeeded: false })).toBeUndefined();
});

test("a variable may be named in the store as well", async () => {
  const keys = keysFrom({ env: { MINE: "from-env" }, secret: () => Promise.resolve("$MINE") });
  expect(await keys.of(OWNER)).toBe("from-env");
  expect(keys.concealed).toEqual(["from-env"]);
});

test("a provider that wants a key is not asked without one, unless a header holds it", async () => {
  expect(
    inPlainEnglish(
      await keysFrom()
        .of(OWNER)
        .catch((error: unknown) => error),
    ),
  ).toMatchObject({
    kind: "no-key",
    message: "“mine” has no key, and its provider wants one",
    advice: expect.stringContaining("Set API Key"),
  });
  const headers = { authorization: "Bearer sk-in-a-header" };
  expect(await keysFrom().of({ ...OWNER, headers })).toBeUndefined();
});

test("a variable that is not set is named, where a key is needed", async () => {
  const keys = keysFrom();
  await expect(keys.of({ ...OWNER, apiKey: "$MINE" })).rejects.toMatchObject({
    kind: "no-key",
    message: "the environment variable MINE, which should hold the key of “mine”, is not set",
  });
  expect(await keys.of({ ...OWNER, apiKey: "$MINE", keyNeeded: false })).toBeUndefined();
});

test.for(["sk-\n1", "sk-ä", "sk-\u20281"])(
  "a key that no header can carry is told before it is sent: %j",
  async (apiKey) => {
    const failed = await keysFrom()
      .of({ ...OWNER, apiKey })
      .catch((error: unknown) => error);
    expect(inPlainEnglish(failed)).toMatchObject({
      kind: "misconfigured",
      advice: expect.stringContaining("Copy the key again"),
    });
    expect(JSON.stringify(failed)).not.toContain(apiKey);
  },
);

test("what the user's own headers and parameters hold is concealed, too", async () => {
  const keys = keysFrom();
  await keys.of({ ...OWNER, headers: { "x-gateway-token": "gateway-1" }, query: { key: "query-1" } });
  expect(keys.concealed).toEqual(expect.arrayContaining(["gateway-1", "query-1"]));
});

test("a store that fails is asked again, and noted", async () => {
  const answers = [Promise.reject(new Error("gone")), Promise.resolve("one")];
  const notes: string[] = [];
  const keys = keysFrom({ secret: async () => answers.shift(), note: (line) => notes.push(line) });
  expect(await keys.of({ ...OWNER, keyNeeded: false })).toBeUndefined();
  expect(await keys.of(OWNER)).toBe("one");
  expect(notes).toEqual([expect.stringContaining("the editor did not tell the key of “mine”")]);
});

test("the store is asked once, and again after a change", async () => {
  let asked = 0;
  const keys = keysFrom({ secret: () => Promise.resolve(String(++asked)) });
  expect([await keys.of(OWNER), await keys.of(OWNER)]).toEqual(["1", "1"]);
  keys.forget();
  expect(await keys.of(OWNER)).toBe("2");
});

test("the keys file is asked behind the store", async () => {
  const file = join(folder, "keys.yaml");
  await writeFile(file, 'mine: "from-keys"\n', { mode: 0o600 });
  const env = { USUAL: "from-usual" };
  expect(await keysFrom({ env, file }).of({ ...OWNER, keyVariables: ["USUAL"] })).toBe("from-keys");
  expect(await keysFrom({ env, file, secret: () => Promise.resolve("from-store") }).of(OWNER)).toBe(
    "from-store",
  );
  expect(await keysFrom({ file }).of({ ...OWNER, instance: "other", keyNeeded: false })).toBeUndefined();
});

test("a command is run only where it may be", async () => {
  const apiKey = `command: "${process.execPath}" -p "'sk-' + 'printed'"`;
  const trusted = keysFrom({ mayRun: () => true });
  expect(await trusted.of({ ...OWNER, apiKey })).toBe("sk-printed");
  expect(trusted.concealed).toEqual(["sk-printed"]);
  await expect(keysFrom().of({ ...OWNER, apiKey })).rejects.toMatchObject({
    kind: "no-key",
    message: expect.stringContaining("not trusted"),
  });
});

test("a command is asked again after a change", async () => {
  const apiKey = `command: "${process.execPath}" -p "Math.random()"`;
  const keys = keysFrom({ mayRun: () => true });
  const first = await keys.of({ ...OWNER, apiKey });
  expect(await keys.of({ ...OWNER, apiKey })).toBe(first);
  keys.forget();
  expect(await keys.of({ ...OWNER, apiKey })).not.toBe(first);
});

test("only a command can give another key after a refusal", async () => {
  const keys = keysFrom({ mayRun: () => true });
  expect(await keys.renew({ ...OWNER, apiKey: "sk-1" })).toBe(false);
});
