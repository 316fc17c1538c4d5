/** What is answered from memory, or with a stream that was already on its way. */
import { expect, test } from "vitest";

import { END, session, settle, text, told } from "../../support/completion-session.ts";
import { placeIn } from "../../support/marked-text.ts";

test("a bracket that the editor closes by itself takes nothing from what is shown, and asks nobody", async () => {
  const { type, calls } = session();
  const first = type("foo▮");
  await settle();
  calls[0]?.say(text("(a, b);"));
  calls[0]?.say(END);
  await first.outcome;
  expect(await type("foo(▮)").outcome).toMatchObject({ text: "a, b);", replaces: 1 });
  expect(await type("foo(a▮)").outcome).toMatchObject({ text: ", b);", replaces: 1 });
  expect(await type("foo(a, b)▮").outcome).toMatchObject({ text: ";", replaces: 0 });
  expect(calls).toHaveLength(1);
});

test("what is shown stays while a word of it is typed right before another, and nobody is asked there", async () => {
  const { type, calls } = session();
  const first = type("x = ▮y");
  await settle();
  calls[0]?.say(text("width + "));
  calls[0]?.say(END);
  await first.outcome;
  expect(told(await type("x = w▮y").outcome)).toBe("typed-as-suggested: idth + ");
  expect(told(await type("x = h▮y").outcome)).toBe("nothing: mid-word");
  expect(calls).toHaveLength(1);
});

test("a stream is adopted past a bracket that the editor closes by itself", async () => {
  const { type, calls } = session();
  const first = type("foo▮");
  await settle();
  first.cancel();
  const second = type("foo(▮)");
  calls[0]?.say(text("(a)"));
  calls[0]?.say(END);
  expect(await second.outcome).toMatchObject({ origin: "adopted", text: "a)", replaces: 1 });
  expect(calls).toHaveLength(1);
});

test("that a stream has nothing to add does not answer for what was typed since", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  first.cancel();
  const second = type("x = a▮");
  calls[0]?.say(END);
  await settle();
  calls[1]?.say(text("bc"));
  calls[1]?.say(END);
  expect(told(await second.outcome)).toBe("generated: bc");
});

test("an undo comes back to what was suggested there; a change in another document asks anew", async () => {
  const { type, calls } = session();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("1 + 2"));
  calls[0]?.say(END);
  await first.outcome;
  const second = type("x = 1 + 2\ny = ▮");
  await settle();
  calls[1]?.say(text("x"));
  calls[1]?.say(END);
  await second.outcome;
  expect(told(await type("x = ▮").outcome)).toBe("typed-as-suggested: 1 + 2");
  void type("z = ▮", { place: placeIn("z = ▮", { uri: "file:///w/b.py" }) });
  void type("x = ▮");
  await settle();
  expect(calls).toHaveLength(4);
});

test("what is shown stays while it is typed, whatever happens in other documents", async () => {
  const { type, calls, change } = session();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("1 + 2"));
  calls[0]?.say(END);
  await first.outcome;
  change(placeIn("z▮", { uri: "file:///w/b.py" }).document);
  expect(told(await type("x = 1▮").outcome)).toBe("typed-as-suggested:  + 2");
  expect(calls).toHaveLength(1);
});
