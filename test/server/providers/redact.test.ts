import { expect, test } from "vitest";

import { discreet, redact, secretsIn } from "../../../server/providers/redact.ts";

test.for<[string, string, string]>([
  ["as it is", "bad key sk-abc'\"1 here", "bad key *** here"],
  ["in JSON", String.raw`{"key":"sk-abc'\"1"}`, '{"key":"***"}'],
  ["in a URL", "https://h/?key=sk-abc'%221&x", "https://h/?key=***&x"],
  ["cut off", "bad key sk-abc'", "bad key ***"],
  ["too little of it to matter", "bad key sk-ab", "bad key sk-ab"],
  ["not there", "fine", "fine"],
])("a key %s", ([, text, expected]) => {
  expect(redact(text, ["sk-abc'\"1", undefined, ""])).toBe(expected);
});

test("headers and parameters of the user's own that prove who asks are secrets, too", () => {
  const named = { "X-Api-Key": "abcdefgh", Authorization: "Bearer ijklmnop", "x-title": "Keyfill" };
  expect(secretsIn(named)).toEqual(["abcdefgh", "abcdefgh", "Bearer ijklmnop", "ijklmnop"]);
});

test("the key that goes along is in no failure told afterwards", async () => {
  const { keyOf, clean } = discreet(() => Promise.resolve("sk-1234567"));
  const told = { kind: "refused", message: "no sk-1234567", advice: "not sk-1234567 nor qqqqqqq" } as const;
  expect(await keyOf({ headers: {}, query: { token: "qqqqqqq" } })).toBe("sk-1234567");
  expect(clean(told)).toEqual({ kind: "refused", message: "no ***", advice: "not *** nor ***" });
});
