/** Embeds with an eye on the target's limits: who is paused is not asked, and every answer is told of. */
import type { Signal } from "../completion/ports.ts";
import { embed, type Embedded } from "./embed.ts";
import type { ResolvedEmbedding } from "./embedding-target.ts";
import type { Limits } from "./limits.ts";
import type { Means } from "./send.ts";

export interface EmbedParts {
  readonly means: Means<ResolvedEmbedding>;
  readonly limits: Limits;
  /** Answers whether there is another key now than the one that was refused. */
  readonly renew: (target: ResolvedEmbedding) => Promise<boolean>;
}

export interface ToEmbed {
  readonly target: ResolvedEmbedding;
  readonly texts: readonly string[];
  /** Somebody waits for it. */
  readonly insists?: true;
}

export type Embed = (asked: ToEmbed, signal: Signal) => Promise<Embedded>;

export function createEmbed({ means, limits, renew }: EmbedParts): Embed {
  return async (asked, signal) => {
    const { target, insists } = asked;
    const admission = limits.admit(target, insists && { insists });
    if (admission.kind === "paused") return { kind: "failed", failure: admission.failure };
    const first = await embed(asked, means, signal);
    const isRefused = first.kind === "failed" && first.failure.status === 401;
    const embedded = isRefused && (await renew(target)) ? await embed(asked, means, signal) : first;
    limits.settle(target, endingOf(embedded));
    return embedded;
  };
}

function endingOf(embedded: Embedded) {
  if (embedded.kind === "failed") return embedded.failure;
  return embedded.kind === "aborted" ? "left" : "answered";
}
