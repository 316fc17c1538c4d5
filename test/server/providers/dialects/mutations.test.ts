/** A thousand answers that went wrong on their way: none may throw, hang, leave a request open, or end twice. */
import { afterAll, beforeAll, expect, test } from "vitest";

import { type DialectName, DIALECT_NAMES } from "../../../../server/providers/dialects.ts";
import type { Behaviour } from "../../../support/fake-provider.ts";
import { random } from "../../../support/random.ts";
import { until } from "../../../support/until.ts";
import { type Asker, startAsker } from "./asked.ts";
import { CASES } from "./cases/all.ts";
import { wireOf } from "./cases.ts";

const COUNT = 1000;
const SEED = 4;
const WRONG: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  true,
  "",
  "x",
  [],
  [[]],
  {},
  { a: 1 },
  [null],
  "\u0000",
];

type Random = (below: number) => number;

function oneOf<Item>(items: readonly Item[], below: Random): Item {
  const item = items[below(items.length)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
}

/** Puts something of a wrong type somewhere into it. */
function wronged(value: unknown, below: Random): unknown {
  if (typeof value !== "object" || value === null || below(4) === 0) return WRONG[below(WRONG.length)];
  if (Array.isArray(value)) {
    if (value.length === 0) return ["x"];
    const at = below(value.length);
    return value.map((item, index): unknown => (index === at ? wronged(item, below) : item));
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return 1;
  const at = below(entries.length);
  return Object.fromEntries(
    entries.map(([name, item], index) => [name, index === at ? wronged(item, below) : item]),
  );
}

const HUGE = "x".repeat(300_000);

type Mutation = (body: string, below: Random) => string | Uint8Array;

const OF_BYTES: readonly Mutation[] = [
  // Truncated.
  (body, below) => Buffer.from(body).subarray(0, below(body.length)),
  // A byte turned, many times.
  (body, below) => {
    const bytes = Buffer.from(body);
    for (let times = below(20); times >= 0; times--) bytes[below(bytes.length)] = below(256);
    return bytes;
  },
  // Binary in the middle.
  (body, below) => {
    const at = below(body.length);
    const noise = Buffer.from(Array.from({ length: 200 }, () => below(256)));
    return Buffer.concat([Buffer.from(body.slice(0, at)), noise, Buffer.from(body.slice(at))]);
  },
  // A huge line without an end, and huge white space.
  (body, below) => body.slice(0, below(body.length)) + HUGE,
  (body) => " \n".repeat(100_000) + body,
  (body) => body.replace(/"/, `"${HUGE}`),
  // A piece of it over and over.
  (body, below) => body.slice(0, below(body.length)).repeat(1 + below(20)),
];

const OF_CHUNKS: readonly ((chunks: readonly unknown[], below: Random) => readonly unknown[])[] = [
  // Reordered, doubled, lost.
  (chunks, below) => chunks.toSorted(() => below(3) - 1),
  (chunks) => chunks.flatMap((chunk) => [chunk, chunk]),
  (chunks, below) => chunks.filter(() => below(3) > 0),
  // Wrong types.
  (chunks, below) => chunks.map((chunk) => (below(2) === 0 ? wronged(chunk, below) : chunk)),
  (chunks, below) => chunks.map((chunk) => wronged(chunk, below)),
];

function mutated(name: DialectName, below: Random): Behaviour & { kind: "raw" } {
  const cases = CASES[name];
  const answer = oneOf(cases.answers, below);
  const chunks = answer.stream ?? [answer.whole];
  const changed = below(2) === 0 ? oneOf(OF_CHUNKS, below)(chunks, below) : chunks;
  const body = wireOf(cases, changed);
  const bytes = changed === chunks ? oneOf(OF_BYTES, below)(body, below) : body;
  return {
    kind: "raw",
    body: bytes,
    ...(below(3) === 0 && bytes.length < 20_000 && { bytesAtATime: 100 + below(900) }),
    ...(below(20) === 0 && { ending: "stall" }),
    ...(below(10) === 0 && { ending: "cut" }),
    type: oneOf(["text/event-stream", "application/x-ndjson", "application/json", "text/plain"], below),
  };
}

let asker: Asker;
beforeAll(async () => {
  asker = await startAsker();
});
afterAll(() => asker.close());

test(`${String(COUNT)} mutated answers`, { timeout: 60_000 }, async () => {
  const below = random(SEED);
  const endings = new Map<string, number>();
  for (let run = 0; run < COUNT; run++) {
    const dialect = oneOf(DIALECT_NAMES, below);
    const behaviour = mutated(dialect, below);
    asker.provider.behave(behaviour);
    const stream = below(4) > 0;
    const timeouts = { firstByteMs: 100, stallMs: 60 };
    const { prompt } = CASES[dialect];
    const events = await asker.events({ dialect, prompt, stream, endpoint: { timeouts } });
    const what = `run ${String(run)}: ${dialect} and ${JSON.stringify(String(behaviour.body).slice(0, 500))}`;
    const last = events.at(-1);
    expect(last?.kind, what).toMatch(/^(?:end|failed)$/);
    expect(events.filter(({ kind }) => kind === "end" || kind === "failed").length, what).toBe(1);
    if (last?.kind === "failed")
      expect(last.failure, what).toMatchObject({ advice: expect.stringMatching(/./) });
    const ending = last?.kind === "failed" ? last.failure.kind : "end";
    endings.set(ending, (endings.get(ending) ?? 0) + 1);
  }
  await until(() => asker.provider.open() === 0, "no request is left open");
  const timers = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout");
  expect(timers.length, "no timer is left running").toBeLessThan(20);
  // The mutations do reach the good and the bad ways to end.
  expect([...endings.keys()].toSorted()).toEqual(
    expect.arrayContaining(["bad-answer", "end", "timeout", "unreachable"]),
  );
});
