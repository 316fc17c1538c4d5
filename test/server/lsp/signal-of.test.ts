/** A client's cancellation, as the engine hears of it. */
import { expect, test } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver";

import { abortSignalOf, signalOf } from "../../../server/lsp/signal-of.ts";

test.for([
  ["without cost", signalOf],
  ["as Node has it", abortSignalOf],
] as const)("who listens is told once, who left or came too late is not: %s", ([, made]) => {
  const source = new CancellationTokenSource();
  const signal = made(source.token);
  const heard: string[] = [];
  const left = () => void heard.push("left");
  signal.addEventListener("abort", () => void heard.push("stayed"));
  signal.addEventListener("abort", left);
  signal.removeEventListener("abort", left);
  expect(signal.aborted).toBe(false);
  source.cancel();
  source.cancel();
  expect(signal.aborted).toBe(true);
  signal.addEventListener("abort", () => void heard.push("late"));
  expect(heard).toEqual(["stayed"]);
});
