/** What a server tells of a model, in the words of a record. */
import type { ModelRecord } from "./record.ts";

/** As lists of models have it. True and false are told; what is missing nobody said. */
export interface ToldModel {
  readonly windowTokens?: number;
  readonly outputTokens?: number;
  readonly capabilities?: {
    readonly completion?: boolean;
    /** Fills a hole. */
    readonly insert?: boolean;
    readonly chat?: boolean;
    readonly tools?: boolean;
    readonly images?: boolean;
    readonly embedding?: boolean;
    readonly reasoning?: boolean;
  };
}

export function recordOfTold({ windowTokens, outputTokens, capabilities = {} }: ToldModel): ModelRecord {
  const { completion, insert, chat, tools, images, embedding, reasoning } = capabilities;
  const said = Object.entries({ chat, tools, images, reasoning }).filter(([, value]) => value !== undefined);
  return {
    ...(embedding === true && completion !== true && chat !== true && { kind: "embedding" }),
    ...(windowTokens !== undefined && { window_tokens: windowTokens }),
    ...(outputTokens !== undefined && { output_tokens: outputTokens }),
    // That its template takes no suffix does not mean that the model cannot fill: raw text may still carry its markers.
    ...(insert === true && { infill: true }),
    ...Object.fromEntries(said),
  };
}

/** What a server knows better than any family: it may serve a model without its tools, or without its eyes. */
export function abilitiesIn({ kind, tools, images }: ModelRecord): ModelRecord {
  return {
    ...(kind !== undefined && { kind }),
    ...(tools !== undefined && { tools }),
    ...(images !== undefined && { images }),
  };
}
