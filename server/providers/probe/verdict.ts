/** What the probe comes to: how this target completes, or why it cannot. Everything that a person is told of it is in here. */
import type { FailureKind, FimTemplate } from "../../completion/ports.ts";
import type { Told } from "../../completion/told.ts";
import type { DialectName } from "../dialects.ts";
import type { Way } from "./way.ts";

/** Older verdicts are asked for anew when what is in one changes. */
export const VERDICT_VERSION = 2;

export interface Evidence extends Way {
  /** What was asked; missing where nothing was. */
  readonly hole?: string;
  readonly sent?: string;
  /** The first characters of what came back. */
  readonly came?: string;
  readonly ms?: number;
  readonly firstMs?: number;
  readonly finding: string;
  /** In words, as a whole sentence. */
  readonly words: Told;
}

interface About {
  readonly version: typeof VERDICT_VERSION;
  /** When. ISO 8601. */
  readonly date: string;
  readonly target: { readonly instance: string; readonly model: string; readonly baseUrl: string };
  /** Why, a sentence each. */
  readonly why: readonly Told[];
  /** What else the user should know, a sentence each. */
  readonly remarks: readonly Told[];
  readonly evidence: readonly Evidence[];
  /** Models of this provider that fill in the middle. */
  readonly alternatives: readonly string[];
}

export interface GoodVerdict extends About {
  readonly ok: true;
  readonly transport: DialectName;
  readonly form: Way["form"];
  /** The family whose markers work, where the model's name tells none. */
  readonly family?: string;
  readonly template?: FimTemplate;
  readonly maxTokens: number;
  readonly multiline: boolean;
  readonly pace: "fast" | "steady" | "slow" | "on-demand";
  /** How long typing should rest before it is asked. */
  readonly restMs: number;
  readonly timeToFirstTokenMs: number;
  /** Of the very first request, which may have loaded the model. */
  readonly firstRequestMs: number;
  readonly tokensPerSecond?: number;
  /** It thinks before it answers. */
  readonly thinks: boolean;
}

export interface BadVerdict extends About {
  readonly ok: false;
  readonly advice: readonly Told[];
  /** Present when it was a fault that may pass, or be mended: such a verdict is not kept. */
  readonly failure?: FailureKind;
}

export type Verdict = GoodVerdict | BadVerdict;
