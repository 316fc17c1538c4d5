/** What the probe comes to: how this target completes, or why it cannot. Everything that a person is told of it is in here. */
import * as z from "zod";

import type { FimTemplate } from "../../completion/ports.ts";
import { DIALECT_NAMES } from "../dialects.ts";

/** Older verdicts are asked for anew when what is in one changes. */
export const VERDICT_VERSION = 1;

const form = z.enum(["fim", "infill", "chat"]);

const evidenceSchema = z.object({
  transport: z.enum(DIALECT_NAMES),
  form,
  /** The family whose markers were tried, where the model's name tells none. */
  family: z.string().exactOptional(),
  /** What was asked; missing where nothing was. */
  hole: z.string().exactOptional(),
  sent: z.string().exactOptional(),
  /** The first characters of what came back. */
  came: z.string().exactOptional(),
  ms: z.number().exactOptional(),
  firstMs: z.number().exactOptional(),
  finding: z.string(),
  /** In words, as a whole sentence. */
  words: z.string(),
});

const about = {
  version: z.literal(VERDICT_VERSION),
  /** When. ISO 8601. */
  date: z.string(),
  target: z.object({ instance: z.string(), model: z.string(), baseUrl: z.string() }),
  evidence: z.array(evidenceSchema).readonly(),
  /** What else the user should know, a sentence each. */
  remarks: z.array(z.string()).readonly(),
  /** Models of this provider that fill in the middle. */
  alternatives: z.array(z.string()).readonly(),
  /** Why, as a whole sentence. */
  why: z.string(),
};

const goodSchema = z.object({
  ...about,
  ok: z.literal(true),
  transport: z.enum(DIALECT_NAMES),
  form,
  family: z.string().exactOptional(),
  template: z.custom<FimTemplate>((value) => typeof value === "object" && value !== null).exactOptional(),
  maxTokens: z.int().positive(),
  multiline: z.boolean(),
  pace: z.enum(["fast", "steady", "slow", "on-demand"]),
  /** How long typing should rest before it is asked. */
  restMs: z.number(),
  timeToFirstTokenMs: z.number(),
  /** Of the very first request, which may have loaded the model. */
  firstRequestMs: z.number(),
  tokensPerSecond: z.number().exactOptional(),
  thinks: z.boolean(),
});

const badSchema = z.object({
  ...about,
  ok: z.literal(false),
  advice: z.string(),
  /** Present when it was a fault that may pass, or be mended: such a verdict is not kept. */
  failure: z.string().exactOptional(),
});

export const verdictSchema = z.discriminatedUnion("ok", [goodSchema, badSchema]);

export type Verdict = z.infer<typeof verdictSchema>;
export type GoodVerdict = z.infer<typeof goodSchema>;
export type BadVerdict = z.infer<typeof badSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
