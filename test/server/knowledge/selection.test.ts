/** When a correction is told: the user's files changed, or the probe has seen something work. */
import { expect, test } from "vitest";

import { select } from "../../../server/knowledge/selection.ts";
import { createLog } from "../../../server/log.ts";
import { VERDICT_VERSION } from "../../../server/providers/probe/verdict.ts";
import type { Verdict, Verdicts } from "../../../server/providers/verdicts.ts";
import { shippedKnowledge } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const builtin = {
  id: "builtin/workspace",
  form: { kind: "infill" },
  promptTokens: 100,
  maxTokens: 10,
  temperature: 0,
  stops: [],
  restMs: 0,
} as const;

test("a verdict that is good is one, a bad one is none", async () => {
  const listeners: ((verdict: Verdict) => void)[] = [];
  const verdicts: Verdicts = {
    of: () => undefined,
    keep: () => Promise.resolve(),
    forget: () => Promise.resolve(),
    onVerdict: (listener) => void listeners.push(listener),
  };
  const selection = await select({
    shipped: await shippedKnowledge(),
    providers: temporaryFolder(),
    env: {},
    log: createLog(() => undefined),
    builtin,
    verdicts,
    serverTold: () => undefined,
  });
  let corrections = 0;
  selection.onCorrection(() => corrections++);
  const rest = {
    version: VERDICT_VERSION,
    date: "",
    target: { instance: "a", model: "m", baseUrl: "" },
    evidence: [],
    alternatives: [],
    why: [],
    remarks: [],
  } as const;
  for (const listen of listeners) listen({ ...rest, ok: false, advice: [] });
  expect(corrections).toBe(0);
  for (const listen of listeners) {
    listen({
      ...rest,
      ok: true,
      transport: "openai-chat",
      form: "chat",
      maxTokens: 9,
      multiline: true,
      pace: "fast",
      restMs: 0,
      timeToFirstTokenMs: 0,
      firstRequestMs: 0,
      thinks: false,
    });
  }
  expect(corrections).toBe(1);
});
