/** How long a provider asks us to wait, from the headers of its answer. Pure. */

export type Headers = Readonly<Record<string, string>>;

/** One exhausted limit is enough to be refused; of those that are not, the first to be reset says when it gets easier. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const { "retry-after-ms": exact, "retry-after": after, date } = headers;
  if (exact !== undefined && /^\d+(?:\.\d+)?$/.test(exact)) return Number(exact);
  // Dates are the server's, whose clock may not be ours.
  const theirNow = timeOf(date) ?? now;
  return (after === undefined ? undefined : waitMs(after, theirNow)) ?? untilReset(headers, theirNow);
}

/** How long the next request would be refused, as an answer tells that was not: until the last of its exhausted limits is reset. */
export function exhaustedMs(headers: Headers, now: number): number | undefined {
  const exhausted = limitsIn(headers, timeOf(headers["date"]) ?? now).filter((limit) => limit.exhausted);
  return exhausted.length > 0 ? Math.max(...exhausted.map(({ ms }) => ms)) : undefined;
}

/** How much is left of the limit that is used up most, 0 to 1, where an answer tells. */
export function shareLeft(headers: Headers): number | undefined {
  const shares = Object.entries(headers).flatMap(([name, value]) => {
    if (!/ratelimit\b.*-remaining\b/.test(name)) return [];
    const share = Number(value) / Number(headers[name.replace("remaining", "limit")]);
    return share >= 0 && share <= 1 ? [share] : [];
  });
  return shares.length > 0 ? Math.min(...shares) : undefined;
}

function untilReset(headers: Headers, now: number): number | undefined {
  const limits = limitsIn(headers, now);
  const exhausted = limits.filter((limit) => limit.exhausted);
  if (exhausted.length > 0) return Math.max(...exhausted.map(({ ms }) => ms));
  return limits.length > 0 ? Math.min(...limits.map(({ ms }) => ms)) : undefined;
}

function limitsIn(headers: Headers, now: number) {
  return Object.entries(headers).flatMap(([name, value]) => {
    // x-ratelimit-reset-tokens, x-ratelimit-reset, ratelimit-reset, anthropic-ratelimit-requests-reset
    if (!/ratelimit\b.*-reset\b/.test(name)) return [];
    const ms = waitMs(value, now);
    return ms === undefined ? [] : [{ ms, exhausted: headers[name.replace("reset", "remaining")] === "0" }];
  });
}

const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/;
const UNITS = [86_400_000, 3_600_000, 60_000, 1000, 1];
/** A number of seconds that is longer than three years is a point in time. */
const EARLIEST_TIME = 100_000_000;
const EARLIEST_TIME_MS = 100_000_000_000;

/** Seconds (`20`), a duration (`6m0s`, `12ms`), a Unix time in seconds or milliseconds, or a date. */
export function waitMs(text: string, now: number): number | undefined {
  const value = text.trim();
  if (value === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(value)) {
    const number = Number(value);
    if (number < EARLIEST_TIME) return number * 1000;
    return Math.max(0, (number < EARLIEST_TIME_MS ? number * 1000 : number) - now);
  }
  const parts = DURATION.exec(value);
  if (parts) return UNITS.reduce((sum, unit, at) => sum + Number(parts[at + 1] ?? 0) * unit, 0);
  const time = timeOf(value);
  return time === undefined ? undefined : Math.max(0, time - now);
}

function timeOf(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? undefined : time;
}
