import { expect, test } from "vitest";

import { type Headers, retryAfterMs, shareLeft, waitMs } from "../../../server/providers/retry-after.ts";

const NOW = Date.parse("2026-11-20T08:00:00Z");

test.for<[string, number | undefined]>([
  ["20", 20_000],
  ["0.5", 500],
  ["12ms", 12],
  ["1s", 1000],
  ["6m0s", 360_000],
  ["2m59.5s", 179_500],
  ["1d2h", 93_600_000],
  [String(NOW / 1000 + 5), 5000],
  [String(NOW + 5000), 5000],
  ["Fri, 20 Nov 2026 08:00:07 GMT", 7000],
  ["2026-11-20T08:00:09Z", 9000],
  ["2026-11-20T07:00:00Z", 0],
  ["soon", undefined],
  ["", undefined],
])("%s is %s ms", ([text, ms]) => {
  expect(waitMs(text, NOW)).toBe(ms);
});

test.for<[name: string, headers: Headers, ms: number | undefined]>([
  ["nothing said", {}, undefined],
  ["seconds", { "retry-after": "2" }, 2000],
  ["milliseconds", { "retry-after-ms": "150", "retry-after": "1" }, 150],
  [
    "a date, by the server's clock",
    { "retry-after": "Fri, 20 Nov 2026 09:00:03 GMT", date: "Fri, 20 Nov 2026 09:00:00 GMT" },
    3000,
  ],
  ["garbage, and a reset", { "retry-after": "later", "x-ratelimit-reset": "4" }, 4000],
  [
    "the limit that is exhausted",
    {
      "x-ratelimit-reset-requests": "1s",
      "x-ratelimit-remaining-requests": "9",
      "x-ratelimit-reset-tokens": "6m0s",
      "x-ratelimit-remaining-tokens": "0",
    },
    360_000,
  ],
  [
    "the first to be reset, when none is",
    { "x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6m0s" },
    1000,
  ],
  [
    "Anthropic's",
    {
      "anthropic-ratelimit-requests-reset": "2026-11-20T08:00:11Z",
      "anthropic-ratelimit-requests-remaining": "0",
    },
    11_000,
  ],
])("%s", ([, headers, ms]) => {
  expect(retryAfterMs(headers, NOW)).toBe(ms);
});

test.for<readonly [headers: Record<string, string>, left: number | undefined]>([
  [{}, undefined],
  [{ "x-ratelimit-remaining-requests": "5" }, undefined],
  [{ "x-ratelimit-remaining-requests": "5", "x-ratelimit-limit-requests": "20" }, 0.25],
  [{ "anthropic-ratelimit-requests-remaining": "0", "anthropic-ratelimit-requests-limit": "50" }, 0],
  [
    {
      "ratelimit-remaining": "9",
      "ratelimit-limit": "10",
      "x-ratelimit-remaining-tokens": "100",
      "x-ratelimit-limit-tokens": "1000",
    },
    0.1,
  ],
  [{ "ratelimit-remaining": "20", "ratelimit-limit": "10, 10;w=1" }, undefined],
])("of the limits in %o, %s is left", ([headers, left]) => expect(shareLeft(headers)).toBe(left));
