import { expect, test } from "vitest";

import { inPlainEnglish } from "../../support/in-plain-english.ts";
import { HttpError } from "../../../server/http.ts";
import {
  advise,
  failure,
  fromStatus,
  fromThrown,
  type Surroundings,
} from "../../../server/providers/provider-error.ts";

const HTML = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>";
const said = (error: object) => JSON.stringify({ error });
const key = (key: string | undefined): Surroundings => ({ key });

test.for([
  [400, said({ message: "max_tokens is too large" }), "400: max_tokens is too large"],
  [400, '{"detail":"of FastAPI"}', "400: of FastAPI"],
  [400, '[{"error":{"message":"in a list"}}]', "400: in a list"],
  [500, "", "it answered 500"],
  [404, "", "404: there is nothing at this address"],
  [403, HTML, "403: a web page came instead of an answer"],
] as const)("%i %s is told as: %s", ([status, body, message]) => {
  expect(fromStatus(status, body).message).toBe(message);
});

test("what is told of waiting goes along", () => {
  expect(fromStatus(429, "", { headers: { "retry-after": "2" } }).toJSON().retryAfterMs).toBe(2000);
  expect(fromStatus(501, "").toJSON().lasting).toBe(true);
  expect(fromStatus(500, "").toJSON()).not.toHaveProperty("retryAfterMs");
});

test("the key is in none of the provider's words, not even half of it", () => {
  const planted = "sk-planted-0123456789-abcdefghijklmnopqrstuvwxyz";
  const body = (before: string) => said({ message: `${before}${planted} and more` });
  expect(fromStatus(401, body("Incorrect: "), key(planted)).message).toBe("401: Incorrect: *** and more");
  for (const length of [260, 280, 290, 299]) {
    expect(fromStatus(401, body("x".repeat(length)), key(planted)).message).not.toContain("sk-pl");
  }
});

const cause = (code: string) => Object.assign(new Error(code), { code });

test.for<[name: string, error: HttpError, kind: string, advice: RegExp]>([
  [
    "a certificate that is not trusted",
    new HttpError("certificate", "m"),
    "unreachable",
    /NODE_EXTRA_CA_CERTS.*insecure: true/,
  ],
  [
    "a refused connection",
    new HttpError("unreachable", "m", { cause: cause("ECONNREFUSED") }),
    "unreachable",
    /Is the server running/,
  ],
  [
    "a name that nobody knows",
    new HttpError("unreachable", "m", { cause: cause("ENOTFOUND") }),
    "unreachable",
    /base URL/,
  ],
  ["a timeout", new HttpError("timeout", "m"), "timeout", /first_byte_timeout/],
  ["a stream that broke off", new HttpError("broken-off", "m"), "unreachable", /reachable/],
  ["an address that is none", new HttpError("bad-address", "m"), "misconfigured", /Correct it/],
  ["far too much", new HttpError("too-large", "m"), "bad-answer", /base URL/],
])("%s", ([, error, kind, advice]) => {
  expect(fromThrown(error)?.toJSON()).toMatchObject({ kind, advice: expect.stringMatching(advice) });
});

test("what does not pass by itself says so", () => {
  expect(fromThrown(new HttpError("certificate", "m"))?.toJSON().lasting).toBe(true);
});

test("our own abort is no failure, and our own mistakes are not hidden", () => {
  expect(fromThrown(new HttpError("aborted", "m"))).toBeUndefined();
  expect(() => fromThrown(new TypeError("x"))).toThrow(TypeError);
});

test("a provider's own advice replaces the general one, and is added to that for the case", () => {
  const general = failure("unreachable", "m");
  expect(advise(general, "Start it.").advice).toBe("Start it.");
  expect(advise(general, undefined).advice).toBe(general.advice);
  const refused = fromThrown(new HttpError("unreachable", "m", { cause: cause("ECONNREFUSED") }));
  expect(refused && inPlainEnglish(advise(refused.toJSON(), "Start it with “ollama serve”.").advice)).toMatch(
    /Is the server running.* Start it with “ollama serve”\.$/,
  );
});

test("a failure is data: it survives JSON with its words", () => {
  expect(JSON.parse(JSON.stringify(failure("no-fim", "words")))).toMatchObject({
    kind: "no-fim",
    message: "words",
  });
});
