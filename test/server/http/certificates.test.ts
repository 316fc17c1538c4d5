import { afterEach, describe, expect, test } from "vitest";

import type { HttpOptions, HttpRequest } from "../../../server/http.ts";
import { type Origin, pem, type Started, startOrigin, type Wire } from "./origin.ts";
import { complaint, tell, using } from "./tell.ts";

let origin: Origin;
afterEach(() => origin.close());

const CA = [pem("ca")];
const OWN = { cert: pem("client"), key: pem("client.key") };
const nothingMore = { systemCertificates: () => [] };

interface Case extends Started {
  readonly options?: HttpOptions;
  readonly connection?: HttpRequest["connection"];
  readonly expected: string | RegExp;
}

describe.each<Wire>(["h1 over TLS", "h2"])("%s", (wire) => {
  function check(name: string, { options, connection, expected, ...started }: Case) {
    test(name, async () => {
      origin = await startOrigin(wire, started);
      await using({ ...nothingMore, ...options }, async (http) => {
        const request = { url: origin.url, connection };
        const said =
          typeof expected === "string" ? await tell(http, request) : await complaint(http, request);
        expect(said).toMatch(expected);
      });
      if (expected !== "200 ok") expect(origin.requests).toEqual([]);
    });
  }

  check("one that nobody vouches for is refused", {
    expected:
      /^certificate: 127\.0\.0\.1:\d+ shows a certificate that is not trusted \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)$/,
  });
  check("trusted by the options", { options: { ca: CA }, expected: "200 ok" });
  check("trusted by the provider's", { connection: { ca: CA }, expected: "200 ok" });
  check("trusted by the system", { options: { systemCertificates: () => CA }, expected: "200 ok" });
  check("not checked for this provider", { connection: { insecure: true }, expected: "200 ok" });
  check("not checked at all", { options: { strictTls: false }, expected: "200 ok" });
  check("for another name", {
    certificate: "other-name",
    options: { ca: CA },
    expected: /^certificate: .* \(ERR_TLS_CERT_ALTNAME_INVALID\)$/,
  });
  check("a client's, wanted and shown", {
    wantsCertificate: true,
    options: { ca: CA },
    connection: { clientCertificate: OWN },
    expected: "200 ok",
  });
  check("a client's whose key is locked", {
    wantsCertificate: true,
    options: { ca: CA },
    connection: { clientCertificate: { ...OWN, key: pem("client.encrypted-key"), passphrase: "fixture" } },
    expected: "200 ok",
  });
  check("a client's with the wrong passphrase", {
    options: { ca: CA },
    connection: { clientCertificate: { ...OWN, key: pem("client.encrypted-key"), passphrase: "no" } },
    expected: /^certificate: a configured certificate or its key cannot be read/,
  });
  check("a client's that is no certificate", {
    options: { ca: CA },
    connection: { clientCertificate: { cert: "no", key: "no" } },
    expected: /^certificate: a configured certificate or its key cannot be read/,
  });
  check("a client's, wanted and missing", {
    wantsCertificate: true,
    options: { ca: CA },
    expected: /^certificate: .* does not accept Keyfill's certificate, or wants one/,
  });
});

test("the system is asked only when a certificate is not trusted without it, and once", async () => {
  origin = await startOrigin("h2");
  let asked = 0;
  const systemCertificates = () => {
    asked++;
    return CA;
  };
  await using({ systemCertificates, ca: CA }, (http) => tell(http, origin.url));
  expect(asked).toBe(0);
  await using({ systemCertificates }, async (http) => {
    expect(await tell(http, origin.url)).toBe("200 ok");
    expect(await tell(http, { url: origin.url, connection: { ca: [pem("client")] } })).toBe("200 ok");
  });
  expect(asked).toBe(1);
});

test("who is not checked for one provider is checked for the next", async () => {
  origin = await startOrigin("h2");
  await using(nothingMore, async (http) => {
    expect(await tell(http, { url: origin.url, connection: { insecure: true } })).toBe("200 ok");
    expect(await tell(http, origin.url)).toBe("certificate");
  });
});
