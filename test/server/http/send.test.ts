import { createHash } from "node:crypto";
import type { Socket } from "node:net";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { Http, type HttpRequest } from "../../../server/http.ts";
import { until } from "../../support/until.ts";
import { type Answer, type Origin, pem, sayOk, startOrigin, startRaw, WIRES } from "./origin.ts";
import { complaint, tell, using } from "./tell.ts";

const TIMEOUTS = { connectMs: 300, firstByteMs: 150, stallMs: 100 };
const TRUSTING = { ca: [pem("ca")] };

describe.each(WIRES)("%s", (wire) => {
  let origin: Origin;
  const http = new Http(TRUSTING);

  beforeAll(async () => {
    origin = await startOrigin(wire);
  });
  afterAll(async () => {
    await http.close();
    await origin.close();
  });

  function check(name: string, answer: Answer, expected: string, request: Partial<HttpRequest> = {}) {
    test(name, async () => {
      origin.answer(answer);
      expect(await tell(http, { url: origin.url, timeouts: TIMEOUTS, ...request })).toBe(expected);
    });
  }

  const inPieces =
    (...pieces: readonly (string | (() => void))[]): Answer =>
    (_request, response) => {
      const next = (at: number) => {
        const piece = pieces[at];
        if (response.destroyed) return;
        if (piece === undefined) response.end();
        else if (typeof piece === "string") response.write(piece, () => setTimeout(next, 30, at + 1));
      };
      next(0);
    };

  check("an answer", sayOk, "200 ok");
  check("an empty one", (_request, response) => response.end(), "200");
  check("204", (_request, response) => response.writeHead(204).end(), "204");
  check(
    "an error status is an answer",
    (_request, response) => response.writeHead(503).end("busy"),
    "503 busy",
  );
  check("one that comes in pieces", inPieces("a", "b", "c"), "200 a b c");
  check(
    "what comes before the answer is not it",
    (_request, response) => {
      response.writeEarlyHints({ link: "</a>; rel=preload" });
      setTimeout(() => response.end("ok"), 20);
    },
    "200 ok",
  );
  check(
    "a redirect is not followed",
    (_request, response) => response.writeHead(302, { location: "/elsewhere" }).end(),
    "302",
  );
  check("no answer in time", () => undefined, "timeout");
  check(
    "a head without a body in time",
    (_request, response) => response.writeHead(200).flushHeaders(),
    "200 timeout",
  );
  check("a stall", (_request, response) => response.write("a"), "200 a timeout");
  check("cut off before the answer", (_request, response) => response.destroy(), "broken-off");
  check(
    "cut off within the answer",
    (_request, response) =>
      response.write("a", () => setTimeout(() => response.destroy(new Error("cut off")), 20)),
    "200 a broken-off",
  );
  check(
    "less than was announced",
    (_request, response) => {
      response.writeHead(200, { "content-length": 5 }).write("a");
      setTimeout(() => response.destroy(), 20);
    },
    "200 a broken-off",
  );
  check("a header that cannot be sent", sayOk, "bad-address", { headers: { authorization: "a\nb" } });

  test("method, path, query, headers and body arrive as they are", async () => {
    let received = "";
    origin.answer((request, response) => {
      request.on("data", (chunk) => (received += String(chunk)));
      request.on("end", () => response.end("ok"));
    });
    const url = `${origin.url}/v1/x%20y?api-version=1&q=%C3%A4`;
    await tell(http, { url, method: "POST", headers: { "x-own": "1" }, body: "ä" });
    expect(origin.requests.at(-1)).toBe("POST /v1/x%20y?api-version=1&q=%C3%A4");
    expect(origin.headers()).toMatchObject({ "x-own": "1", "content-length": "2" });
    expect(received).toBe("ä");
  });

  test("a large question and a large answer arrive whole", async () => {
    const large = "0123456789abcdef".repeat(512 * 1024);
    origin.answer((request, response) => request.pipe(response));
    const abort = new AbortController();
    const sent = { url: origin.url, method: "POST", headers: {}, body: large } as const;
    const { body } = await http.send(sent, abort.signal);
    const hash = createHash("sha256");
    for await (const chunk of body) hash.update(chunk);
    expect(hash.digest("hex")).toBe(createHash("sha256").update(large).digest("hex"));
  });

  test("an answer without end is ended from here", async () => {
    const piece = Buffer.alloc(1024 * 1024);
    origin.answer((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(piece));
      };
      response.on("drain", more);
      more();
    });
    const { body } = await http.send(
      { url: origin.url, method: "GET", headers: {} },
      new AbortController().signal,
    );
    const read = async () => {
      for await (const chunk of body) if (chunk.length === 0) return;
    };
    await expect(read()).rejects.toMatchObject({ kind: "too-large" });
  });

  test.for(["before the answer", "within it"])("an abort %s is seen at the server", async (when) => {
    const isAnswering = when === "within it";
    origin.answer((_request, response) => isAnswering && response.write("a"));
    const before = { aborted: origin.aborted(), requests: origin.requests.length };
    const abort = new AbortController();
    const running = tell(http, { url: origin.url }, abort.signal);
    await until(() => origin.requests.length > before.requests, "the request has arrived");
    await new Promise((resolve) => setTimeout(resolve, 20));
    abort.abort();
    expect(await running).toBe(isAnswering ? "200 a aborted" : "aborted");
    await until(() => origin.aborted() > before.aborted, "the server sees the abort");
  });

  test("whoever stops reading ends the request", async () => {
    origin.answer((_request, response) => response.write("a"));
    const before = origin.aborted();
    const { body } = await http.send(
      { url: origin.url, method: "GET", headers: {} },
      new AbortController().signal,
    );
    for await (const chunk of body) if (chunk.length > 0) break;
    await until(() => origin.aborted() > before, "the server sees the end");
  });

  test("aborted before it began: nothing is sent", async () => {
    const before = origin.requests.length;
    expect(await tell(http, origin.url, AbortSignal.abort())).toBe("aborted");
    expect(origin.requests).toHaveLength(before);
  });
});

const HTTP_ANSWER = "HTTP/1.1 200 OK\r\n";

function checkRaw(name: string, speak: (socket: Socket) => void, expected: string | RegExp) {
  test(name, async () => {
    const raw = await startRaw(speak);
    const request = { url: raw.url, timeouts: TIMEOUTS };
    await using({}, async (http) => {
      if (typeof expected === "string") expect(await tell(http, request)).toBe(expected);
      else expect(await complaint(http, request)).toMatch(expected);
    });
    await raw.close();
  });
}

const answering =
  (...pieces: readonly string[]) =>
  (socket: Socket) =>
    socket.once("data", () => {
      for (const piece of pieces) socket.write(piece);
    });

checkRaw(
  "not HTTP at all",
  answering("SSH-2.0-OpenSSH_9.9\r\n"),
  /^broken-off: .* something that is not HTTP/,
);
checkRaw("bytes that are no text", answering("\u0000\u0001\u0002\r\n\r\n"), /^broken-off: .* not HTTP/);
checkRaw("a mail server, which speaks first", (socket) => socket.write("220 mail ESMTP\r\n"), /^broken-off/);
checkRaw("a broken header", answering(`${HTTP_ANSWER}content length: 5\r\n\r\nabcde`), /^broken-off/);
checkRaw(
  "two lengths",
  answering(`${HTTP_ANSWER}content-length: 1\r\ncontent-length: 2\r\n\r\nab`),
  /^broken-off/,
);
checkRaw(
  "a chunk whose size is none",
  answering(`${HTTP_ANSWER}transfer-encoding: chunked\r\n\r\nxyz\r\n`),
  "200 broken-off",
);
checkRaw(
  "more headers than anybody needs",
  answering(`${HTTP_ANSWER}a: ${"a".repeat(20_000)}\r\n\r\n`),
  /^broken-off: .* more headers/,
);
checkRaw("more than was announced", answering(`${HTTP_ANSWER}content-length: 1\r\n\r\nab`), "200 a");
checkRaw(
  "a head byte by byte that never ends",
  (socket) => {
    const timer = setInterval(() => socket.write("H"), 10);
    socket.on("close", () => clearInterval(timer));
  },
  /^(?:broken-off|timeout)/,
);
checkRaw("closed without a word", (socket) => socket.once("data", () => socket.end()), "broken-off");
checkRaw("reset", (socket) => socket.once("data", () => socket.resetAndDestroy()), "broken-off");
checkRaw(
  "an answer that ends with its connection",
  (socket) => socket.once("data", () => socket.end(`${HTTP_ANSWER}\r\nok`)),
  "200 ok",
);

function checkNowhere(name: string, url: string, expected: RegExp) {
  test(name, () =>
    using({}, async (http) => {
      expect(await complaint(http, { url, timeouts: TIMEOUTS })).toMatch(expected);
    }),
  );
}

checkNowhere("nobody listens", "http://127.0.0.1:9/v1", /^unreachable: 127\.0\.0\.1:9 refuses connections/);
checkNowhere("a name that nobody knows", "http://keyfill.invalid/", /^unreachable: keyfill\.invalid /);
checkNowhere("another protocol", "ftp://127.0.0.1/", /^bad-address: “ftp:/);
checkNowhere("no address at all", "127.0.0.1:8080", /^bad-address/);

test("TLS where none is spoken: the address is in question", async () => {
  const origin = await startOrigin("h1");
  await using({}, async (http) => {
    const url = origin.url.replace("http:", "https:");
    expect(await complaint(http, { url })).toMatch(
      /^unreachable: .* does not speak TLS; is its address http:/,
    );
  });
  await origin.close();
});

test("a connection that is not accepted in time", async () => {
  const raw = await startRaw((socket) => socket.resume());
  await using({}, async (http) => {
    const url = raw.url.replace("http:", "https:");
    expect(await complaint(http, { url, timeouts: TIMEOUTS })).toMatch(/^timeout: .* accept a connection/);
  });
  await until(() => raw.connected() === 0, "it is given up");
  await raw.close();
});
