/** Who is asked for what: a line by one target, a block or whatever is wanted by hand by another. */
import { expect, test } from "vitest";

import type { CompletionRequest } from "../../../server/completion/request.ts";
import { END, session, settle, text, told } from "../../support/completion-session.ts";

const routed = () => session({ id: "small/model" }, { blocks: { id: "large/model" } });

test.for<readonly [string, string, Partial<CompletionRequest>?]>([
  ["x = ▮", "small/model"],
  ["def f():▮", "large/model"],
  ["a = 1\n▮", "large/model"],
  ["x = ▮", "large/model", { trigger: "manual" }],
])("%s asks %s", async ([marked, id, more]) => {
  const { type, calls } = routed();
  void type(marked, more);
  await settle();
  expect(calls[0]?.target.id).toBe(id);
});

test("what is shown is typed on with, whoever would be asked for the rest", async () => {
  const { type, calls } = routed();
  const first = type("x = ▮");
  await settle();
  calls[0]?.say(text("{ a: 1 }"));
  calls[0]?.say(END);
  await first.outcome;
  expect(told(await type("x = {▮").outcome)).toBe("typed-as-suggested:  a: 1 }");
  expect(calls).toHaveLength(1);
});
