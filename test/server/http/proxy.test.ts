import { afterEach, beforeEach, describe, expect, test } from "vitest";

import type { HttpOptions } from "../../../server/http.ts";
import { until } from "../../support/until.ts";
import { type Origin, pem, startOrigin, WIRES } from "./origin.ts";
import { type ProxyServer, startProxy, startSocks } from "./proxy-server.ts";
import { complaint, tell, using } from "./tell.ts";

/** A name, since what runs on this machine is never asked through a proxy. The proxies lead it here, whatever it is. */
const NAME = "origin.invalid";
const INSECURE = { insecure: true };

let origin: Origin;
const proxies: ProxyServer[] = [];
afterEach(async () => {
  for (const proxy of proxies.splice(0)) {
    await until(() => proxy.connected() === 0, "no connection is left open");
    await proxy.close();
  }
  await origin.close();
});

async function started(starting: Promise<ProxyServer>): Promise<ProxyServer> {
  const proxy = await starting;
  proxies.push(proxy);
  return proxy;
}

const far = () => origin.url.replace("127.0.0.1", NAME);
const ask = (options: HttpOptions) =>
  using(options, (http) =>
    tell(http, { url: `${far()}/v1?a=1`, connection: INSECURE, headers: { "x-own": "1" } }),
  );
const complain = (options: HttpOptions) =>
  using(options, (http) => complaint(http, { url: `${far()}/v1`, connection: INSECURE }));

describe.each(WIRES)("to %s", (wire) => {
  const isPlain = wire === "h1";
  beforeEach(async () => {
    origin = await startOrigin(wire);
  });
  const asked = () => (isPlain ? `GET ${far()}/v1?a=1` : `CONNECT ${new URL(far()).host}`);

  test("through a proxy", async () => {
    const proxy = await started(startProxy());
    expect(await ask({ proxy: { url: `http://${proxy.host}` } })).toBe("200 ok");
    expect(proxy.asked[0]).toBe(asked());
    expect(origin.requests).toEqual(["GET /v1?a=1"]);
    expect(origin.headers()).toMatchObject({ "x-own": "1" });
    const { host = origin.headers()[":authority"] } = origin.headers();
    expect(host).toBe(new URL(far()).host);
  });

  test("through the environment's", async () => {
    const proxy = await started(startProxy());
    expect(await ask({ env: { ALL_PROXY: proxy.host } })).toBe("200 ok");
    expect(proxy.asked[0]).toBe(asked());
  });

  test("through one that speaks TLS", async () => {
    const proxy = await started(startProxy({ overTls: true }));
    expect(await ask({ proxy: { url: `https://${proxy.host}` }, ca: [pem("ca")] })).toBe("200 ok");
    expect(proxy.asked[0]).toBe(asked());
  });

  test("through one whose certificate is not trusted: not at all, unless it is not to be checked", async () => {
    const proxy = await started(startProxy({ overTls: true }));
    const url = `https://${proxy.host}`;
    expect(await complain({ proxy: { url } })).toMatch(new RegExp(`^certificate: ${proxy.host} `));
    expect(await ask({ proxy: { url }, strictTls: false })).toBe("200 ok");
  });

  test("with a name and password, which the origin does not see", async () => {
    const proxy = await started(startProxy({ wants: "Basic dTpw" }));
    expect(await ask({ proxy: { url: `http://u:p@${proxy.host}` } })).toBe("200 ok");
    expect(proxy.asked[0]).toBe(`${asked()} as Basic dTpw`);
    expect(origin.headers()).not.toHaveProperty("proxy-authorization");
  });

  test("with an authorization of its own", async () => {
    const proxy = await started(startProxy({ wants: "Bearer t" }));
    expect(await ask({ proxy: { url: `http://${proxy.host}`, authorization: "Bearer t" } })).toBe("200 ok");
  });

  test("one that wants a name and password says so, in its own name", async () => {
    const proxy = await started(startProxy({ wants: "Basic dTpw" }));
    expect(await complain({ proxy: { url: `http://u:wrong@${proxy.host}` } })).toBe(
      `unreachable: the proxy ${proxy.host} wants a name and password, or does not accept those it got (407)`,
    );
  });

  test("one that is not there", async () => {
    expect(await complain({ proxy: { url: "http://127.0.0.1:9" } })).toMatch(
      /^unreachable: 127\.0\.0\.1:9 refuses connections/,
    );
  });

  test("what runs on this machine is not asked through it", async () => {
    const proxy = await started(startProxy());
    const options = { proxy: { url: `http://${proxy.host}` }, ca: [pem("ca")] };
    expect(await using(options, (http) => tell(http, origin.url))).toBe("200 ok");
    expect(proxy.asked).toEqual([]);
  });

  test("an abort goes through it", async () => {
    const proxy = await started(startProxy());
    origin.answer((_request, response) => response.write("a"));
    await using({ proxy: { url: `http://${proxy.host}` } }, async (http) => {
      const abort = new AbortController();
      const running = tell(http, { url: far(), connection: INSECURE }, abort.signal);
      await until(() => origin.requests.length === 1, "the request has arrived");
      abort.abort();
      expect(await running).toMatch(/aborted$/);
      await until(() => origin.aborted() === 1, "the origin sees it");
    });
  });

  test.for([
    ["without a name", {}, ""],
    ["with one", { wants: "u:p" }, "u:p@"],
  ] as const)("through SOCKS %s", async ([, manners, user]) => {
    const proxy = await started(startSocks(manners));
    expect(await ask({ env: { all_proxy: `socks5://${user}${proxy.host}` } })).toBe("200 ok");
    expect(proxy.asked[0]).toBe(new URL(far()).host);
    expect(origin.requests).toEqual(["GET /v1?a=1"]);
  });
});

describe("a tunnel that is refused", () => {
  beforeEach(async () => {
    origin = await startOrigin("h2");
  });

  function check(name: string, refusal: string, expected: RegExp) {
    test(name, async () => {
      const proxy = await started(startProxy({ refusal }));
      expect(await complain({ proxy: { url: `http://${proxy.host}` } })).toMatch(expected);
    });
  }

  check(
    "with a status",
    "HTTP/1.1 403 Forbidden\r\n\r\n",
    /^unreachable: the proxy \S+ does not lead to origin\.invalid:\d+ \(403\)$/,
  );
  check(
    "with a page",
    "HTTP/1.1 502 Bad\r\ncontent-length: 6\r\n\r\n<html>",
    /^unreachable: the proxy .* \(502\)$/,
  );
  check(
    "with garbage",
    "SSH-2.0\r\n\r\n",
    /^broken-off: the proxy \S+ answered with something that is not HTTP/,
  );
  check("without a word", "", /^broken-off: the proxy \S+ closed the connection/);

  test("by rules", async () => {
    const proxy = await started(startSocks({ refusal: 2 }));
    expect(await complain({ proxy: { url: `socks5://${proxy.host}` } })).toMatch(
      /^unreachable: .* its rules forbid it$/,
    );
  });

  test("for a wrong password", async () => {
    const proxy = await started(startSocks({ wants: "u:p" }));
    expect(await complain({ proxy: { url: `socks5://u:wrong@${proxy.host}` } })).toMatch(
      /does not accept the name and password$/,
    );
    expect(await complain({ proxy: { url: `socks5://${proxy.host}` } })).toMatch(
      /wants a name and password$/,
    );
  });

  test("by one that does not speak SOCKS", async () => {
    const proxy = await started(startProxy());
    expect(await complain({ proxy: { url: `socks5://${proxy.host}` } })).toMatch(
      /^unreachable: .* does not speak SOCKS5$/,
    );
  });
});

test("another proxy counts from the next request on, to the same address as well", async () => {
  origin = await startOrigin("h1");
  const [one, other] = [await started(startProxy()), await started(startProxy())];
  await using({ proxy: { url: `http://${one.host}` } }, async (http) => {
    expect(await tell(http, { url: `${far()}/v1` })).toBe("200 ok");
    http.configure({ proxy: { url: `http://${other.host}` } });
    expect(await tell(http, { url: `${far()}/v1` })).toBe("200 ok");
  });
  expect([one.asked, other.asked]).toEqual([[`GET ${far()}/v1`], [`GET ${far()}/v1`]]);
});
