/** What a day may cost: what counts, when a limit is reached, what other windows have spent, and how the user goes on. */
import { appendFile, mkdir } from "node:fs/promises";
import { join } from "node:path";

import { expect, test } from "vitest";

import type { Spending } from "../../../server/completion/ports.ts";
import { type Budget, moneyFor, UNLIMITED } from "../../../server/usage/budget.ts";
import { createUsage, type Cost } from "../../../server/usage/usage.ts";
import { manualClock } from "../../support/manual-clock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NOON = new Date(2026, 10, 20, 12).getTime();
const HOUR = 3_600_000;
const root = temporaryFolder();
let next = 0;
const newFolder = () => join(root, String(++next));

const CLOUD: Cost = { isLocal: false, price: () => Promise.resolve({ input: 2, output: 10, cached: 1 }) };
const UNPRICED: Cost = { isLocal: false, price: () => Promise.resolve(undefined) };
const LOCAL: Cost = { ...CLOUD, isLocal: true };
const spending: Spending = {
  id: 1,
  target: "mine/m",
  trigger: "automatic",
  promptTokens: 90,
  receivedTokens: 10,
  ended: "text",
};

function window(cache: string, budget: Partial<Budget> = {}) {
  let now = NOON;
  const usage = createUsage({
    cache,
    clock: manualClock(),
    now: () => now,
    openDocuments: () => [],
    log: { write: () => undefined },
  });
  return {
    usage,
    ready: usage.spend.keepTo({ ...UNLIMITED, ...budget }),
    pass: (ms: number) => (now += ms),
    spend: async (times: number, cost = CLOUD, more: Partial<Spending> = {}) => {
      for (let time = 0; time < times; time++) usage.spent({ ...spending, ...more }, cost);
      // Prices are asked for first.
      await Promise.resolve().then(() => undefined);
    },
  };
}

/** After so many requests of 90 tokens sent and 10 received, two and ten dollars a million. */
function check(budget: Partial<Budget>, times: number, expected: string | undefined, cost = CLOUD) {
  const words = `${JSON.stringify(budget)} after ${String(times)}${cost === CLOUD ? "" : " that cost nothing"}`;
  test(`${words}: ${expected ?? "goes on"}`, async () => {
    const { usage, ready, spend } = window(newFolder(), budget);
    await ready;
    await spend(times, cost);
    expect(usage.spend.reached()).toBe(expected);
  });
}

check({}, 1000, undefined);
check({ requests: 3 }, 2, undefined);
check({ requests: 3 }, 3, "daily-requests");
check({ tokens: 300 }, 2, undefined);
check({ tokens: 300 }, 3, "daily-tokens");
check({ money: 0.0006 }, 2, undefined);
check({ money: 0.0006 }, 3, "daily-money");
check({ requests: 1, tokens: 1, money: 0.000001 }, 1000, undefined, LOCAL);
check({ money: 0.000001 }, 1000, undefined, UNPRICED);

test("without a limit of money nobody is asked for prices, and what is known is counted", async () => {
  const { usage, ready, spend } = window(newFolder(), {});
  await ready;
  const price = () => Promise.reject(new Error("nobody asks"));
  await spend(1, { isLocal: false, price });
  expect(await usage.spend.today()).toMatchObject({ money: 0 });
  await spend(2, { isLocal: false, price, known: () => ({ input: 2, output: 10 }) });
  expect((await usage.spend.today()).money).toBeGreaterThan(0);
  expect((await usage.summary(1)).byDay.at(-1)?.money).toBeGreaterThan(0);
});

test("what failed costs nothing, what was broken off does", async () => {
  const { usage, ready, spend } = window(newFolder(), { requests: 2 });
  await ready;
  await spend(5, CLOUD, { ended: "failed" });
  await spend(1, CLOUD, { ended: "aborted" });
  expect(usage.spend.reached()).toBeUndefined();
  await spend(1);
  expect(usage.spend.reached()).toBe("daily-requests");
});

test.for([
  [{ sent: 1_000_000, received: 0 }, { input: 2, output: 10 }, 2],
  [{ sent: 0, received: 1_000_000 }, { input: 2, output: 10 }, 10],
  [{ sent: 1_000_000, received: 0, cached: 500_000 }, { input: 2, output: 10, cached: 1 }, 1.5],
  [{ sent: 1_000_000, received: 0, cached: 500_000 }, { input: 2, output: 10 }, 2],
  [{ sent: 1_000_000, received: 0 }, { input: 2 }, undefined],
] as const)("%o at %o: %o dollars", ([tokens, price, money]) => {
  expect(moneyFor(tokens, price).money).toBe(money);
});

test("what other windows spend counts, each event once, and to go on there goes on here", async () => {
  const folder = newFolder();
  const [here, there] = [window(folder, { requests: 4 }), window(folder, { requests: 4 })];
  await Promise.all([here.ready, there.ready]);
  await here.spend(1);
  await there.spend(2);
  await Promise.all([here.usage.close(), there.usage.close()]);
  expect(await here.usage.spend.today()).toMatchObject({ requests: 3, tokens: 300 });
  expect(await here.usage.spend.today()).toMatchObject({ requests: 3 });
  await there.spend(1);
  await there.usage.close();
  // What is known is good for three seconds.
  expect(here.usage.spend.reached()).toBeUndefined();
  here.pass(4000);
  here.usage.spend.reached();
  await expect.poll(() => here.usage.spend.reached()).toBe("daily-requests");
  there.usage.goOn();
  await there.usage.close();
  here.pass(4000);
  here.usage.spend.reached();
  await expect.poll(() => here.usage.spend.reached()).toBeUndefined();
});

test("a window that opens later knows what was spent before, and that the user went on", async () => {
  const folder = newFolder();
  const first = window(folder, { requests: 2 });
  await first.ready;
  await first.spend(2);
  await first.usage.close();
  const second = window(folder, { requests: 2 });
  await second.ready;
  expect(second.usage.spend.reached()).toBe("daily-requests");
  second.usage.goOn();
  expect(second.usage.spend.reached()).toBeUndefined();
  await second.usage.close();
  const third = window(folder, { requests: 2 });
  await third.ready;
  expect(third.usage.spend.reached()).toBeUndefined();
});

test("at midnight, where the user is, a new day begins, and a limit holds again", async () => {
  const { usage, ready, spend, pass } = window(newFolder(), { requests: 1 });
  await ready;
  await spend(1);
  pass(11 * HOUR);
  expect(usage.spend.reached()).toBe("daily-requests");
  usage.goOn();
  pass(2 * HOUR);
  await usage.spend.today();
  expect(usage.spend.reached()).toBeUndefined();
  await spend(1);
  expect(usage.spend.reached()).toBe("daily-requests");
});

test("a line that is only half written is counted when it is whole", async () => {
  const folder = newFolder();
  await mkdir(join(folder, "usage"), { recursive: true });
  const file = join(folder, "usage", `${new Date(NOON).toISOString().slice(0, 10)}.jsonl`);
  const told = { kind: "spent", target: "m", trigger: "manual", sent: 5, received: 2, ended: "text" };
  const line = `${JSON.stringify({ at: NOON, id: "other-1", ...told })}\n`;
  const { usage, ready } = window(folder, { tokens: 1000 });
  await appendFile(file, line + line.slice(0, 20));
  await ready;
  expect((await usage.spend.today()).tokens).toBe(7);
  await appendFile(file, line.slice(20));
  expect((await usage.spend.today()).tokens).toBe(14);
});
