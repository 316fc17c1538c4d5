/** How long typing rests before a target is asked: rows of who types how, and how the target answers. */
import { expect, test } from "vitest";

import type { Nothing } from "../../../server/completion/outcome.ts";
import { answered, type Manner, restFor, STILL, typed, UNKNOWN } from "../../../server/completion/pace.ts";

/** Keys at an even rhythm; the last of them right now. */
function rhythmOf(gapMs: number, keys = 20) {
  let rhythm = STILL;
  for (let key = 0; key < keys; key++) rhythm = typed(rhythm, 10_000 + key * gapMs);
  return rhythm;
}

interface Scene {
  readonly restMs?: number;
  readonly keys?: number;
  readonly sinceKeyMs?: number;
  readonly shareLeft?: number;
}

function rest(
  gapMs: number,
  manner: Partial<Manner>,
  { restMs = 75, keys = 20, sinceKeyMs = 50, shareLeft }: Scene = {},
) {
  const rhythm = rhythmOf(gapMs, keys);
  const now = rhythm.lastKey + sinceKeyMs;
  return restFor({
    request: { trigger: "automatic" },
    target: { restMs },
    rhythm,
    manner: { ...UNKNOWN, ...manner },
    shareLeft,
    now,
  });
}

test.for([
  ["a fast target", 150, 60, 0],
  ["a target that takes its time", 200, 300, 150],
  ["a slow target", 150, 3000, 130],
  ["a slow target and a slow typist", 400, 3000, 430],
  ["a slow target and a fast typist", 80, 3000, 46],
] as const)("%s: keys every %d ms, the first text after %d ms: %d ms", ([, gap, firstTextMs, ms]) => {
  expect(rest(gap, { firstTextMs }).ms).toBe(ms);
});

test("before anything was measured, what is known of the target counts", () => {
  expect(rest(150, {}, { restMs: 75 }).ms).toBe(25);
  expect(rest(150, {}, { restMs: 0 }).ms).toBe(0);
});

test("the first key after a pause goes at once, and so does whoever asks by hand", () => {
  expect(rest(150, { firstTextMs: 3000 }, { keys: 1 }).ms).toBe(0);
  const byHand = { request: { trigger: "manual" }, target: { restMs: 900 }, rhythm: rhythmOf(100) } as const;
  expect(restFor({ ...byHand, manner: UNKNOWN, now: byHand.rhythm.lastKey }).ms).toBe(0);
});

test("what has been waited already is counted in", () => {
  expect(rest(200, { firstTextMs: 300 }, { sinceKeyMs: 0 }).ms).toBe(150);
  expect(rest(200, { firstTextMs: 300 }, { sinceKeyMs: 120 }).ms).toBe(80);
  expect(rest(200, { firstTextMs: 300 }, { sinceKeyMs: 500 }).ms).toBe(0);
});

const outcome = (more: Partial<Nothing>): Nothing => ({
  kind: "nothing",
  reason: "empty",
  timings: {},
  ...more,
});

test("the first text is learned, and a change of it", () => {
  let manner = answered(UNKNOWN, outcome({ timings: { generate: 400 } }), 0);
  expect(manner.firstTextMs).toBe(400);
  for (let times = 0; times < 20; times++)
    manner = answered(manner, outcome({ timings: { generate: 100 } }), 0);
  expect(manner.firstTextMs).toBeLessThan(110);
});

test("a target that asks to slow down is asked less, even after a pause, and recovers", () => {
  const limited = outcome({ reason: "rate-limited" });
  const once = answered(UNKNOWN, limited, 10_000);
  const twice = answered(once, limited, 10_000);
  const calm = rest(150, { firstTextMs: 300 }).ms;
  const strained = rest(150, { ...once, firstTextMs: 300 });
  expect(strained).toMatchObject({ why: "the provider asks to slow down, or its limit is nearly used up" });
  expect(strained.ms).toBeGreaterThan(calm + 100);
  expect(rest(150, { ...twice, firstTextMs: 300 }).ms).toBeGreaterThan(strained.ms + 100);
  expect(rest(150, { ...once, firstTextMs: 300 }, { keys: 1 }).ms).toBeGreaterThan(0);
  expect(rest(150, { ...once, strainedAt: -100_000, firstTextMs: 300 }).ms).toBe(calm);
});

test("a target is asked less the closer it is to its limit", () => {
  const withLeft = (shareLeft: number) => rest(150, { firstTextMs: 60 }, { shareLeft }).ms;
  expect([1, 0.5, 0.25].map(withLeft)).toEqual([0, 0, 0]);
  expect(withLeft(0.1)).toBeGreaterThan(300);
  expect(withLeft(0.02)).toBeGreaterThan(withLeft(0.1));
});
