/** No key passes in an answer, wherever it is cut; all else passes, and none of it is lost. */
import { expect, test } from "vitest";

import type { GenerateEvent } from "../../../../server/completion/ports.ts";
import { keyless } from "../../../../server/connect/chat/keyless.ts";
import { createLog } from "../../../../server/log.ts";

const KEY = "sk-planted-0123456789";
const log = createLog(() => undefined);
log.conceal(KEY);

async function* stream(events: readonly GenerateEvent[]) {
  yield* events;
}

async function heard(events: readonly GenerateEvent[]): Promise<readonly GenerateEvent[]> {
  const all: GenerateEvent[] = [];
  for await (const event of keyless(stream(events), log)) all.push(event);
  return all;
}

const textOf = (events: readonly GenerateEvent[]) =>
  events.map((event) => ("text" in event ? event.text : "")).join("");
const END: GenerateEvent = { kind: "end", reason: "stop" };

test("a key is blotted out however it is cut into pieces", async () => {
  const text = `Your key is ${KEY}, is it not? Or sk-plan.`;
  for (let size = 1; size <= text.length; size++) {
    const pieces = text.match(new RegExp(`[^]{1,${String(size)}}`, "g")) ?? [];
    const events = await heard([...pieces.map((piece) => ({ kind: "text", text: piece }) as const), END]);
    expect(textOf(events)).toBe("Your key is ***, is it not? Or sk-plan.");
    expect(events.at(-1)).toEqual(END);
  }
});

test("what was thought and what is said are not mixed, and a signature stays behind its thoughts", async () => {
  const signed: GenerateEvent = { kind: "reasoning", text: "", signature: "x" };
  expect(
    await heard([{ kind: "reasoning", text: "so sk-" }, signed, { kind: "text", text: "planted" }, END]),
  ).toEqual([
    { kind: "reasoning", text: "so " },
    { kind: "reasoning", text: "sk-" },
    signed,
    { kind: "text", text: "planted" },
    END,
  ]);
});

test("an answer that breaks off loses nothing", async () => {
  expect(textOf(await heard([{ kind: "text", text: "see sk-pl" }]))).toBe("see sk-pl");
});
