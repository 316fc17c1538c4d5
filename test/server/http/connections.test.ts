import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";

import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { Http, type HttpOptions } from "../../../server/http.ts";
import { until } from "../../support/until.ts";
import {
  type Answer,
  listen,
  type Origin,
  pem,
  sayOk,
  startOrigin,
  startRaw,
  type Wire,
  WIRES,
} from "./origin.ts";
import { tell, using } from "./tell.ts";

const SPARES = 3;
const HELD: HttpOptions = { ca: [pem("ca")], sockets: { spares: SPARES, sparesFromMs: 0 } };
const holdBack: Answer = (request) => request.resume();
const quiet = () => new Promise((resolve) => setTimeout(resolve, 60));

let origin: Origin;
afterEach(async () => {
  await until(() => origin.connected() === 0, "no connection is left open");
  await origin.close();
});

/** Asks for something that is not answered; what it returns gives that up. */
async function ask(http: Http): Promise<() => Promise<void>> {
  const before = origin.requests.length;
  const abort = new AbortController();
  const running = tell(http, origin.url, abort.signal);
  await until(() => origin.requests.length > before, "the request has arrived");
  return async () => {
    abort.abort();
    expect(await running).toBe("aborted");
  };
}

describe.each(WIRES)("%s", (wire) => {
  const isShared = wire === "h2";
  beforeEach(async () => {
    origin = await startOrigin(wire);
  });

  test("the request after an abort comes over a connection that stood before", () =>
    using(HELD, async (http) => {
      await http.warm({ url: origin.url });
      origin.answer(holdBack);
      let abort = await ask(http);
      for (let round = 0; round < 10; round++) {
        await until(() => origin.connected() >= (isShared ? 1 : SPARES + 1), "the spares stand");
        const stood = origin.accepted();
        await abort();
        abort = await ask(http);
        expect(origin.carrier()).toBeLessThanOrEqual(stood);
      }
      if (isShared) expect(origin.accepted()).toBe(1);
      await abort();
    }));

  test("spares are held, and no more", () =>
    using(HELD, async (http) => {
      for (let request = 0; request < 5; request++) await tell(http, origin.url);
      await quiet();
      expect(origin.connected()).toBeGreaterThanOrEqual(isShared ? 1 : SPARES);
      expect(origin.accepted()).toBeLessThanOrEqual(isShared ? 1 : SPARES + 1);
    }));

  test("where opening costs nothing, none is held", () =>
    using({ ...HELD, sockets: { sparesFromMs: 60_000 } }, async (http) => {
      for (let request = 0; request < 5; request++) await tell(http, origin.url);
      await quiet();
      expect(origin.accepted()).toBe(1);
    }));

  test("opened ahead: the first request finds it", () =>
    using(HELD, async (http) => {
      await http.warm({ url: origin.url });
      const stood = origin.accepted();
      expect(stood).toBe(1);
      expect(origin.requests).toEqual([]);
      expect(await tell(http, origin.url)).toBe("200 ok");
      expect(origin.carrier()).toBe(1);
    }));

  test("opening ahead again and again opens one", () =>
    using({ ...HELD, sockets: { spares: 0 } }, async (http) => {
      await Promise.all([
        http.warm({ url: origin.url }, { url: `${origin.url}/v1` }),
        http.warm({ url: origin.url }),
      ]);
      await http.warm({ url: origin.url });
      expect(origin.accepted()).toBe(1);
    }));

  test("opening ahead never fails, and what is wrong the request tells", () =>
    using({}, async (http) => {
      await http.warm({ url: "http://127.0.0.1:9" }, { url: "nonsense" });
      expect(await tell(http, "http://127.0.0.1:9")).toBe("unreachable");
    }));

  test("many at once", () =>
    using(HELD, async (http) => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => tell(http, origin.url)));
      expect(new Set(answers)).toEqual(new Set(["200 ok"]));
      if (isShared) expect(origin.accepted()).toBe(1);
    }));

  test("a request that is aborted while it waits costs the next one nothing", () =>
    using({ ...HELD, sockets: { spares: 0 } }, async (http) => {
      const abort = new AbortController();
      const first = tell(http, origin.url, abort.signal);
      await Promise.resolve();
      abort.abort();
      expect(await tell(http, origin.url)).toBe("200 ok");
      expect(await first).toBe("aborted");
      expect(origin.requests).toHaveLength(1);
      expect(origin.accepted()).toBe(1);
    }));

  test("a server that was restarted is asked again, once", () =>
    using(HELD, async (http) => {
      await tell(http, origin.url);
      await quiet();
      origin.hangUp();
      expect(await tell(http, origin.url)).toBe("200 ok");
      await quiet();
      origin.answer((_request, response) => response.destroy());
      const before = origin.requests.length;
      expect(await tell(http, origin.url)).toBe("broken-off");
      expect(origin.requests.length - before).toBeLessThanOrEqual(2);
    }));

  test("unused for a while, all are closed, and the next request opens one", () =>
    using({ ...HELD, sockets: { ...HELD.sockets, idleMs: 150 } }, async (http) => {
      await tell(http, origin.url);
      await until(() => origin.connected() === 0, "they are closed");
      expect(await tell(http, origin.url)).toBe("200 ok");
    }));

  test("what is in use is not idle, however long it takes", () =>
    using({ ...HELD, sockets: { ...HELD.sockets, idleMs: 50 } }, async (http) => {
      origin.answer((_request, response) => {
        response.write("a");
        setTimeout(() => response.end("b"), 200);
      });
      expect(await tell(http, origin.url)).toBe("200 a b");
    }));

  test("after silence, nothing goes over the same connection", () =>
    using({ ...HELD, sockets: { spares: 0 } }, async (http) => {
      origin.answer(holdBack);
      expect(await tell(http, { url: origin.url, timeouts: { firstByteMs: 100 } })).toBe("timeout");
      origin.answer(sayOk);
      expect(await tell(http, origin.url)).toBe("200 ok");
      expect(origin.carrier()).toBe(2);
    }));

  test("the end of the client ends what is under way", async () => {
    const http = new Http(HELD);
    origin.answer(holdBack);
    const running = tell(http, origin.url);
    await until(() => origin.requests.length === 1, "the request has arrived");
    await http.close();
    expect(await running).toBe("aborted");
  });

  test("other options: requests under way finish, what comes next follows them", () =>
    using({ ...HELD, ca: [] }, async (http) => {
      if (wire !== "h1") expect(await tell(http, origin.url)).toBe("certificate");
      http.configure(HELD);
      origin.answer((_request, response) => {
        response.write("a");
        setTimeout(() => response.end("b"), 100);
      });
      const running = tell(http, origin.url);
      await until(() => origin.requests.length === 1, "the request has arrived");
      http.configure({ ...HELD, strictTls: false });
      expect(await running).toBe("200 a b");
      await until(() => origin.connected() === 0, "the earlier connections are closed");
      origin.answer(sayOk);
      expect(await tell(http, origin.url)).toBe("200 ok");
      const { length } = origin.requests;
      const accepted = origin.accepted();
      http.configure({ ...HELD, strictTls: false });
      await tell(http, origin.url);
      expect(origin.requests).toHaveLength(length + 1);
      expect(origin.carrier()).toBeLessThanOrEqual(accepted);
    }));
});

test("a spare that the server speaks on, or closes, is not used", async () => {
  origin = await startOrigin("h1");
  let serve = 0;
  // The first says what servers say to those who connect and keep silent; the others behave.
  const server = createServer((socket) => {
    if (++serve === 1) socket.end("HTTP/1.1 408 Request Timeout\r\nconnection: close\r\n\r\n");
    else socket.on("data", () => socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok"));
    socket.on("error", () => socket.destroy());
  });
  const listening = await listen(server);
  await using(HELD, async (http) => {
    const url = `http://127.0.0.1:${String(listening.port)}`;
    await http.warm({ url });
    await quiet();
    expect(await tell(http, url)).toBe("200 ok");
  });
  await listening.close();
});

test.for<Wire>(["h2"])("%s: an announced end is respected, and nothing is lost", async (wire) => {
  origin = await startOrigin(wire);
  await using(HELD, async (http) => {
    origin.answer((request, response) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- HTTP/2's requests have their stream
      const { stream } = request as unknown as { stream: { session: { goaway(): void } } };
      response.write("a");
      stream.session.goaway();
      setTimeout(() => response.end("b"), 50);
    });
    expect(await tell(http, origin.url)).toBe("200 a b");
    origin.answer(sayOk);
    expect(await tell(http, origin.url)).toBe("200 ok");
    expect(origin.accepted()).toBe(2);
  });
});

test("the end of the client ends what waits for a connection, and nothing begins after it", async () => {
  origin = await startOrigin("h1");
  const silent = await startRaw((socket) => socket.resume());
  const http = new Http();
  const waiting = tell(http, silent.url.replace("http:", "https:"));
  await until(() => silent.connected() === 1, "it is being connected to");
  await http.close();
  expect(await waiting).toBe("aborted");
  expect(await tell(http, origin.url)).toBe("aborted");
  await until(() => silent.connected() === 0, "the attempt is given up");
  await silent.close();
});

test("a connection that the server closes while it is idle is replaced", async () => {
  origin = await startOrigin("h1");
  await using(HELD, async (http) => {
    await http.warm({ url: origin.url });
    await quiet();
    // A server that closes at once does not want to be kept.
    origin.hangUp();
    await quiet();
    expect(origin.connected()).toBe(0);
    await http.warm({ url: origin.url });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    origin.hangUp();
    await until(() => origin.connected() > 0, "one is opened again");
  });
});

test("HTTP/2 is preferred", async () => {
  origin = await startOrigin("h1");
  let offered: readonly string[] = [];
  const server = createTlsServer({
    cert: pem("server"),
    key: pem("server.key"),
    ALPNCallback({ protocols }) {
      offered = protocols;
      return undefined;
    },
  });
  const { port, close } = await listen(server);
  await using(HELD, (http) => tell(http, `https://127.0.0.1:${String(port)}`));
  expect(offered).toEqual(["h2", "http/1.1"]);
  await close();
});
