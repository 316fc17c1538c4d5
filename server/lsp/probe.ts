/** `keyfill/probe`: an instance's name → a verdict in words. */
import type { Engine } from "../engine.ts";
import type { ProbeParams, ProbeResult } from "../protocol.ts";

export async function probe({ provider }: ProbeParams, { exploration }: Engine): Promise<ProbeResult> {
  const instance = exploration.instance(provider);
  if (!instance) return { ok: false, why: `There is no provider “${provider}”.` };
  const explorer = await exploration.explorer();
  const verdict = await explorer.probe({ instance }, new AbortController().signal);
  if (verdict === "aborted") return { ok: false, why: "The test was stopped." };
  const { ok, why } = verdict;
  return verdict.ok
    ? { ok, why, timeToFirstTokenMs: verdict.timeToFirstTokenMs }
    : { ok, why, advice: verdict.advice };
}
