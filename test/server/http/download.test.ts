import { afterAll, beforeAll, expect, test } from "vitest";

import { download } from "../../../server/http/download.ts";
import { Http } from "../../../server/http.ts";
import { type Answer, type Origin, startOrigin } from "./origin.ts";

let near: Origin;
let other: Origin;
const http = new Http();
beforeAll(async () => {
  [near, other] = await Promise.all([startOrigin("h1"), startOrigin("h1")]);
});
afterAll(() => Promise.all([http.close(), near.close(), other.close()]));

const redirect =
  (to: () => string): Answer =>
  (request, response) =>
    request.url === "/file"
      ? response.writeHead(302, { location: to() }).end("moved")
      : response.end("whole");

const fetched = async () =>
  Buffer.from(await download(http, `${near.url}/file`, { authorization: "Bearer secret" })).toString();

test("a file", async () => {
  near.answer((_request, response) => response.end("whole"));
  expect(await fetched()).toBe("whole");
  expect(near.headers()["authorization"]).toBe("Bearer secret");
});

test("moved on the same host: the key goes along", async () => {
  near.answer(redirect(() => "/there"));
  expect(await fetched()).toBe("whole");
  expect(near.headers()["authorization"]).toBe("Bearer secret");
});

test("moved to another host: the key stays", async () => {
  near.answer(redirect(() => `${other.url}/there`));
  other.answer((_request, response) => response.end("elsewhere"));
  expect(await fetched()).toBe("elsewhere");
  expect(other.headers()).not.toHaveProperty("authorization");
});

test("in a circle", async () => {
  near.answer(redirect(() => "/file"));
  await expect(fetched()).rejects.toThrow("redirected more than 5 times");
});

test("not there", async () => {
  near.answer((_request, response) => response.writeHead(404).end());
  await expect(fetched()).rejects.toThrow("answered 404 for /file");
});
