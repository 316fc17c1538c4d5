import type { LookupAddress } from "node:dns";
import { gzipSync } from "node:zlib";

import { afterAll, beforeAll, expect, test } from "vitest";

import { fetchPage, webAddress } from "../../../../server/chat/web/fetch-page.ts";
import type { World } from "../../../../server/chat/tools/world.ts";
import { Http } from "../../../../server/http.ts";
import { checkPublic, isPublic, publicLookup } from "../../../../server/http/public-address.ts";
import { type Answer, type Origin, sayOk, startOrigin } from "../../http/origin.ts";
import { type ProxyServer, startProxy } from "../../http/proxy-server.ts";

let origin: Origin;
let proxy: ProxyServer;
let direct: Http;
let proxied: Http;

beforeAll(async () => {
  origin = await startOrigin("h1");
  // Behind it names are looked up that nobody here knows: a server on this machine is a host of the internet there.
  proxy = await startProxy();
  direct = new Http({});
  proxied = new Http({ proxy: { url: `http://${proxy.host}` } });
});

afterAll(async () => {
  await Promise.all([direct.close(), proxied.close()]);
  await Promise.all([proxy.close(), origin.close()]);
});

const getBy =
  (http: Http): World["get"] =>
  (url, signal) =>
    http.send({ url, method: "GET", headers: {}, connection: { publicOnly: true } }, signal);

const at = (path: string) => `http://pages.invalid:${String(origin.port)}${path}`;
const never = () => new AbortController().signal;
const fetched = (url: string, signal = never()) => fetchPage(url, getBy(proxied), signal);
const html =
  (text: string): Answer =>
  (_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(text);
  };

test("a page comes as text, from where it was in the end", async () => {
  origin.answer((request, response) => {
    if (request.url === "/old") response.writeHead(302, { location: "/new#part" }).end("elsewhere");
    else html("<h1>Hello</h1><script>evil()</script><p>World")(request, response);
  });
  expect(await fetched(at("/old"))).toEqual({ url: at("/new#part"), text: "# Hello\n\nWorld" });
});

test("other text comes as it is", async () => {
  origin.answer((_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end('{"a":\r\n1}'),
  );
  expect(await fetched(at("/"))).toMatchObject({ text: '{"a":\n1}' });
});

test("text of another encoding is read as what it is", async () => {
  origin.answer((_, response) => {
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(Buffer.from('<meta charset="iso-8859-1">gr\u00FCn', "latin1"));
  });
  expect(await fetched(at("/"))).toMatchObject({ text: "grün" });
});

const PROBLEMS: readonly (readonly [what: string, answer: Answer, problem: RegExp])[] = [
  [
    "no page",
    (_, response) => response.writeHead(404).end(),
    /^pages\.invalid:\d+ answers with status 404\.$/,
  ],
  [
    "a picture",
    (_, response) => response.writeHead(200, { "content-type": "image/png" }).end("x"),
    /is no text, but image\/png\.$/,
  ],
  [
    "redirects without end",
    (_, response) => response.writeHead(302, { location: "/again" }).end(),
    /redirected again and again/,
  ],
  [
    "a file",
    (_, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
    /Only addresses that begin with http/,
  ],
  [
    "this machine",
    (_, response) => response.writeHead(302, { location: "http://127.0.0.1/" }).end(),
    /127\.0\.0\.1 is not in the open internet/,
  ],
  [
    "a cloud's secrets",
    (_, response) => response.writeHead(307, { location: "http://169.254.169.254/latest/meta-data" }).end(),
    /is not in the open internet/,
  ],
  [
    "this machine by name",
    (_, response) => response.writeHead(301, { location: "http://localhost/" }).end(),
    /localhost is not in the open internet/,
  ],
];

test.each(PROBLEMS)("a page that leads to %s is a problem", async (_, answer, problem) => {
  origin.answer(answer);
  expect(await fetched(at("/"))).toEqual({ problem: expect.stringMatching(problem) });
});

test("a page without end is read so far and no further", async () => {
  let sent = 0;
  origin.answer((_, response) => {
    response.writeHead(200, { "content-type": "text/plain" });
    const more = () => {
      while (!response.destroyed && response.write("x".repeat(65_536))) sent += 65_536;
      if (!response.destroyed) response.once("drain", more);
    };
    more();
  });
  const page = await fetched(at("/"));
  expect("text" in page && page.text.length).toBe(3 * 1024 * 1024);
  await expect.poll(() => origin.connected()).toBeLessThanOrEqual(1);
  expect(sent).toBeLessThan(60 * 1024 * 1024);
});

test("who stops waiting ends the request", async () => {
  origin.answer(() => undefined);
  const stopping = new AbortController();
  const page = fetched(at("/"), stopping.signal);
  const before = origin.aborted();
  await expect.poll(() => origin.requests.at(-1)).toBe("GET /");
  stopping.abort();
  expect(await page).toHaveProperty("problem");
  await expect.poll(() => origin.aborted()).toBeGreaterThan(before);
});

test("bytes that are no text of any kind come to no harm", async () => {
  origin.answer((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(gzipSync("x".repeat(100))),
  );
  expect(await fetched(at("/"))).toHaveProperty("text");
  origin.answer(sayOk);
});

const NOT_ASKED = [
  "127.0.0.1",
  "localhost",
  "[::1]",
  "0.0.0.0",
  "[::ffff:127.0.0.1]",
  "2130706433",
  "0x7f.1",
  "app.localhost",
];

test.each(NOT_ASKED)("%s is not asked, neither directly nor by way of a proxy", async (host) => {
  const before = origin.accepted();
  const url = `http://${host}:${String(origin.port)}/`;
  for (const http of [direct, proxied])
    expect(await fetchPage(url, getBy(http), never())).toEqual({
      problem: expect.stringMatching(/not in the open internet|is a name that nobody knows/),
    });
  expect(origin.accepted()).toBe(before);
  expect(proxy.asked.some((asked) => asked.includes(host))).toBe(false);
});

const ADDRESSES: readonly (readonly [address: string, isPublic: boolean])[] = [
  ["8.8.8.8", true],
  ["93.184.216.34", true],
  ["2606:4700:4700::1111", true],
  ["2a00:1450:4001::1", true],
  ["10.1.2.3", false],
  ["172.16.0.1", false],
  ["172.31.255.255", false],
  ["172.32.0.1", true],
  ["192.168.1.1", false],
  ["169.254.169.254", false],
  ["100.64.0.1", false],
  ["100.100.100.200", false],
  ["168.63.129.16", false],
  ["0.0.0.0", false],
  ["127.1.2.3", false],
  ["224.0.0.1", false],
  ["255.255.255.255", false],
  ["198.18.0.1", false],
  ["::", false],
  ["::1", false],
  ["::ffff:10.0.0.1", false],
  ["64:ff9b::a00:1", false],
  ["fe80::1", false],
  ["fe80::1%eth0", false],
  ["fc00::1", false],
  ["fd00:ec2::254", false],
  ["ff02::1", false],
  ["2002:7f00:1::", false],
  ["2001:db8::1", false],
  ["not an address", false],
];

test.each(ADDRESSES)("whether %s is in the open internet: %s", (address, expected) => {
  expect(isPublic(address)).toBe(expected);
});

const NAMES: readonly (readonly [addresses: readonly string[], isAnswered: boolean])[] = [
  [["93.184.216.34"], true],
  [["93.184.216.34", "2606:4700::1"], true],
  [["10.0.0.1"], false],
  // One of them is enough to be led astray.
  [["93.184.216.34", "127.0.0.1"], false],
  [["93.184.216.34", "::1"], false],
  [[], false],
];

test.each(NAMES)("a name that means %j: answered %s", async (addresses, isAnswered) => {
  const found = addresses.map((address): LookupAddress => ({
    address,
    family: address.includes(":") ? 6 : 4,
  }));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of all its forms, the one that is used
  const lookup = publicLookup(((
    _host: string,
    _options: object,
    done: (error: null, found: LookupAddress[]) => void,
  ) => done(null, found)) as never);
  for (const all of [true, false]) {
    const error = await new Promise((resolve) => lookup("name.example", { all }, (error) => resolve(error)));
    expect(error === null).toBe(isAnswered);
  }
});

test("a name that means this machine is found out before a proxy is asked", async () => {
  await expect(checkPublic("localhost")).rejects.toThrow(/not in the open internet/);
  await expect(checkPublic("nobody.invalid")).resolves.toBeUndefined();
});

const WRITTEN: readonly (readonly [written: string, address: string | undefined])[] = [
  ["https://example.com/x", "https://example.com/x"],
  ["example.com", "https://example.com/"],
  ["http://example.com", "http://example.com/"],
  ["file:///etc/passwd", undefined],
  ["javascript:alert(1)", undefined],
  ["data:text/html,x", undefined],
  ["ftp://example.com", undefined],
  ["https://user:pass@example.com", undefined],
  ["https://", undefined],
];

test.each(WRITTEN)("%j is the address %j", (written, address) => {
  expect(webAddress(written)?.href).toBe(address);
});
