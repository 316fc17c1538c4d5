/** What a server tells of a model, by the keys of a model's record: the form in which all that is known of it is put together. Pure. */
import type { Capabilities, ListedModel } from "../listing.ts";

export interface ToldRecord {
  readonly kind?: "embedding";
  readonly window_tokens?: number;
  readonly output_tokens?: number;
  readonly infill?: true;
  readonly chat?: boolean;
  readonly tools?: boolean;
  readonly images?: boolean;
  readonly reasoning?: boolean;
}

export function toldRecord({ windowTokens, outputTokens, capabilities = {} }: ListedModel): ToldRecord {
  const { chat, tools, images, reasoning, insert } = capabilities;
  return {
    ...(isForVectors(capabilities) && { kind: "embedding" }),
    ...(windowTokens !== undefined && { window_tokens: windowTokens }),
    ...(outputTokens !== undefined && { output_tokens: outputTokens }),
    // That its server fills no hole does not say that its markers do not.
    ...(insert && { infill: insert }),
    ...(chat !== undefined && { chat }),
    ...(tools !== undefined && { tools }),
    ...(images !== undefined && { images }),
    ...(reasoning !== undefined && { reasoning }),
  };
}

export function isForVectors({ embedding, chat, completion }: Capabilities): boolean {
  return embedding === true && chat !== true && completion !== true;
}
