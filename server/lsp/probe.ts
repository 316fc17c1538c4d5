/** Which provider instances there are, and by the name of one a verdict in words. */
import type { Connection } from "vscode-languageserver";

import { allInEnglish, inEnglish, told, type Told } from "../completion/told.ts";
import type { Engine } from "../engine.ts";
import {
  PROBE_REQUEST,
  type ProbeParams,
  type ProbeResult,
  PROVIDERS_REQUEST,
  type ProvidersResult,
} from "../protocol.ts";

export function routeProbe(connection: Connection, ready: Promise<Engine>): void {
  connection.onRequest(PROBE_REQUEST, async (params: ProbeParams) => probe(params, await ready));
  connection.onRequest(PROVIDERS_REQUEST, async (): Promise<ProvidersResult> => {
    const { selection, desk } = await ready;
    return { instances: selection.instances(), folder: desk.folder };
  });
}

async function probe({ provider }: ProbeParams, { exploration }: Engine): Promise<ProbeResult> {
  const instance = exploration.instance(provider);
  if (!instance) return failed(told("There is no provider “{0}”.", provider));
  const explorer = await exploration.explorer();
  const verdict = await explorer.probe({ instance }, new AbortController().signal);
  if (verdict === "aborted") return failed(told("The test was stopped."));
  const { ok, why } = verdict;
  const news = { ok, why: allInEnglish(why) };
  return verdict.ok
    ? { ...news, told: why, timeToFirstTokenMs: verdict.timeToFirstTokenMs }
    : { ...news, told: [...why, ...verdict.advice], advice: allInEnglish(verdict.advice) };
}

function failed(why: Told): ProbeResult {
  return { ok: false, why: inEnglish(why), told: [why] };
}
