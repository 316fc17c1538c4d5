/** Which provider instances there are, and by the name of one a verdict in words. */
import type { Connection } from "vscode-languageserver";

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
  if (!instance) return { ok: false, why: `There is no provider “${provider}”.` };
  const explorer = await exploration.explorer();
  const verdict = await explorer.probe({ instance }, new AbortController().signal);
  if (verdict === "aborted") return { ok: false, why: "The test was stopped." };
  const { ok, why } = verdict;
  return verdict.ok
    ? { ok, why, timeToFirstTokenMs: verdict.timeToFirstTokenMs }
    : { ok, why, advice: verdict.advice };
}
