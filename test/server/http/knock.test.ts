import { createServer, type Server } from "node:net";

import { afterAll, beforeAll, expect, test } from "vitest";

import { knock } from "../../../server/http/knock.ts";

let server: Server;
let address: string;
let visitors = 0;
beforeAll(async () => {
  server = createServer((socket) => {
    visitors++;
    socket.on("error", () => undefined).destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${String(Object(server.address()).port)}/v1`;
});
afterAll(() => server.close());

test("one who listens among others who do not is heard", async () => {
  expect(await knock(["http://127.0.0.1:9", "no address", address])).toBe(true);
  expect(await knock([address.replace("127.0.0.1", "localhost")])).toBe(true);
  expect(visitors).toBeGreaterThan(0);
});

test("where nobody listens, that is soon clear", async () => {
  expect(await knock(["http://127.0.0.1:9", "http://[::1]:9"])).toBe(false);
  // Of TEST-NET-1 (RFC 5737): whoever sends there hears nothing.
  expect(await knock(["http://192.0.2.1:9"])).toBe(false);
  expect(await knock([])).toBe(false);
});
