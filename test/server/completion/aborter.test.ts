import { expect, test } from "vitest";

import { createAborter } from "../../../server/completion/aborter.ts";

test.for([
  ["an AbortController", () => new AbortController()],
  ["ours", createAborter],
] as const)("%s tells each listener once, but none that left or came too late", ([, create]) => {
  const { signal, abort } = bound(create());
  const told: string[] = [];
  const leaving = () => void told.push("leaving");
  const first = () => {
    told.push("first");
    signal.removeEventListener("abort", leaving);
    abort();
  };
  signal.addEventListener("abort", first);
  signal.addEventListener("abort", first);
  signal.addEventListener("abort", leaving);
  expect(signal.aborted).toBe(false);
  abort();
  signal.addEventListener("abort", () => void told.push("late"));
  abort();
  expect({ told, aborted: signal.aborted }).toEqual({ told: ["first"], aborted: true });
});

function bound(aborter: ReturnType<typeof createAborter>) {
  return { signal: aborter.signal, abort: () => aborter.abort() };
}
