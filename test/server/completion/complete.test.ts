import { expect, test } from "vitest";

import { STEPS } from "../../../server/completion/timings.ts";
import { END, session, settle, text, told } from "../../support/completion-session.ts";

test("a streamed answer becomes a suggestion, with the time of every step", async () => {
  const { type, calls } = session();
  const { outcome } = type("x = ▮");
  await settle();
  calls[0]?.say(text("1 +"));
  calls[0]?.say(text(" 2"));
  calls[0]?.say(END);
  const result = await outcome;
  expect(told(result)).toBe("generated: 1 + 2");
  expect(Object.keys(result.timings)).toEqual([...STEPS, "total"]);
});

test("enough text ends the request", async () => {
  const { type, calls } = session();
  const { outcome } = type("x = ▮");
  await settle();
  calls[0]?.say(text("1\ny = 2"));
  expect(told(await outcome)).toBe("generated: 1");
});

test("what is typed as suggested needs no request", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("1 + 2"));
  calls[0]?.say(END);
  await first.outcome;
  expect(told(await type("x = 1▮").outcome)).toBe("typed-as-suggested:  + 2");
  expect(told(await type("x = 1 +▮").outcome)).toBe("typed-as-suggested:  2");
  expect(told(await type("x = 1▮").outcome)).toBe("typed-as-suggested:  + 2");
  expect(calls).toHaveLength(1);
});

test("typing something else asks again", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("1"));
  calls[0]?.say(END);
  await first.outcome;
  void type("x = 2▮");
  await settle();
  expect(calls).toHaveLength(2);
});

test("a keystroke that agrees with the stream adopts it", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("ab"));
  await settle();
  first.cancel();
  const second = type("x = a▮");
  calls[0]?.say(text("cd"));
  calls[0]?.say(END);
  expect(told(await first.outcome)).toBe("nothing: superseded");
  expect(told(await second.outcome)).toBe("adopted: bcd");
  expect(calls).toHaveLength(1);
});

test("a keystroke before the first token adopts the stream, whatever it will say", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  first.cancel();
  const second = type("x = a▮");
  await settle();
  calls[0]?.say(text("abc"));
  calls[0]?.say(END);
  expect(told(await second.outcome)).toBe("adopted: bc");
});

test("an adopted stream that then says something else is left for a new one", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  first.cancel();
  const second = type("x = a▮");
  await settle();
  calls[0]?.say(text("zzz"));
  await settle();
  expect(calls[0]?.signal.aborted).toBe(true);
  calls[1]?.say(text("bc"));
  calls[1]?.say(END);
  expect(told(await second.outcome)).toBe("generated: bc");
});

test("asking by hand is not answered with what an automatic request was content with", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("1\n"));
  expect(told(await first.outcome)).toBe("generated: 1");
  const second = type("x = ▮", { trigger: "manual" });
  await settle();
  calls[1]?.say(text("1\ny = 2"));
  calls[1]?.say(END);
  expect(told(await second.outcome)).toBe("generated: 1\ny = 2");
  expect(told(await type("x = 1▮").outcome)).toBe("typed-as-suggested: \ny = 2");
});

test("a stream from which the document diverges is aborted at once", async () => {
  const { type, calls } = session();
  void type("x = ▮");
  await settle();
  calls[0]?.say(text("ab"));
  await settle();
  void type("x = z▮");
  expect(calls[0]?.signal.aborted).toBe(true);
});

test("a backspace diverges", async () => {
  const { type, calls } = session();
  void type("x = ▮");
  await settle();
  void type("x =▮");
  expect(calls[0]?.signal.aborted).toBe(true);
});

test("a cancel alone does not end the stream; that nobody adopts it does", async () => {
  const { type, calls, clock } = session();
  const { outcome, cancel } = type("x = ▮");
  await settle();
  cancel();
  expect(told(await outcome)).toBe("nothing: superseded");
  expect(calls[0]?.signal.aborted).toBe(false);
  await clock.pass(199);
  expect(calls[0]?.signal.aborted).toBe(false);
  await clock.pass(2);
  expect(calls[0]?.signal.aborted).toBe(true);
});

test("a stream that was adopted in time is not ended by the first request's cancel", async () => {
  const { type, calls, clock } = session();
  const first = type("x = ▮");
  await settle();
  first.cancel();
  await clock.pass(60);
  const second = type("x = a▮");
  await clock.pass(1000);
  expect(calls[0]?.signal.aborted).toBe(false);
  calls[0]?.say(text("ab"));
  calls[0]?.say(END);
  expect(told(await second.outcome)).toBe("adopted: b");
});

test("each who leaves a stream gives the next their own time to adopt it", async () => {
  const { type, calls, clock } = session();
  const first = type("x = ▮");
  await settle();
  first.cancel();
  await clock.pass(50);
  const second = type("x = a▮");
  await clock.pass(115);
  second.cancel();
  // The first one's time is over, the second one's is not.
  await clock.pass(40);
  expect(calls[0]?.signal.aborted).toBe(false);
  const third = type("x = ab▮");
  await settle();
  calls[0]?.say(text("abc"));
  calls[0]?.say(END);
  expect(told(await third.outcome)).toBe("adopted: c");
  expect(calls).toHaveLength(1);
});

test("closing the document ends its streams", async () => {
  const { type, calls, close } = session();
  void type("x = ▮");
  await settle();
  close("file:///w/a.py");
  expect(calls[0]?.signal.aborted).toBe(true);
});

test("the first key asks at once; then a target that wants a rest is not asked before, and typing on asks it never", async () => {
  const { type, calls, clock } = session({ restMs: 150 });
  void type("x = ▮");
  await clock.pass(120);
  expect(calls).toHaveLength(1);
  calls[0]?.say(text("9"));
  const second = type("x = 1▮");
  await clock.pass(99);
  expect(calls).toHaveLength(1);
  second.cancel();
  expect(told(await second.outcome)).toBe("nothing: superseded");
  void type("x = 12▮");
  await clock.pass(101);
  expect(calls).toHaveLength(2);
  void type("y▮", { trigger: "manual" });
  await settle();
  expect(calls).toHaveLength(3);
});

test("a provider's failure is the reason", async () => {
  const { type, calls } = session();
  const { outcome } = type("x = ▮");
  await settle();
  calls[0]?.say(text("half of an answ"));
  calls[0]?.say({ kind: "failed", failure: { kind: "timeout", message: "m", advice: "a" } });
  expect(await outcome).toMatchObject({
    kind: "nothing",
    reason: "timeout",
    failure: { message: "m", advice: "a" },
  });
});

test("the gate stands before everything", async () => {
  const { type, calls } = session();
  expect(told(await type("fo▮o").outcome)).toBe("nothing: mid-word");
  expect(told(await type("x = ▮", { enabled: false }).outcome)).toBe("nothing: disabled");
  expect(calls).toHaveLength(0);
});

test("a fault of ours is told to who waits, and the next request is not drawn into it", async () => {
  const { type, calls, broken } = session();
  broken.counter = true;
  await expect(type("x = ▮").outcome).rejects.toThrow("a fault of ours");
  broken.counter = false;
  const { outcome } = type("x = ▮");
  await settle();
  calls[0]?.say(text("1"));
  calls[0]?.say(END);
  expect(told(await outcome)).toBe("generated: 1");
});

test("in a document with \\r\\n a stream is adopted past the end of a line", async () => {
  const { type, calls } = session();
  const first = type("f() {▮\r\n");
  await settle();
  calls[0]?.say(text("\n  return 1;"));
  await settle();
  first.cancel();
  const second = type("f() {\r\n  ▮\r\n");
  calls[0]?.say(END);
  expect(told(await second.outcome)).toBe("adopted: return 1;");
  expect(calls).toHaveLength(1);
});
