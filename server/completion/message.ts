/** A conversation as plain data, for chat and for models that fill a hole only by way of one. */

export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly mediaType: string; readonly base64: string }
  /** What the model thought; some providers want it back, signed, with the next request. */
  | {
      readonly kind: "reasoning";
      readonly text: string;
      readonly signature?: string;
      readonly redacted?: true;
    };

export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it; what it wrote in place of JSON, if it did. */
  readonly arguments: string;
  /** Gemini wants it back with the call. */
  readonly signature?: string;
}

export type Message =
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "user"; readonly parts: readonly Part[] }
  | {
      readonly role: "assistant";
      readonly parts: readonly Part[];
      readonly toolCalls?: readonly ToolCall[];
      /** The target that said it, where that is known: what it signed is of use to no other. */
      readonly by?: string;
    }
  | { readonly role: "tool"; readonly callId: string; readonly name: string; readonly text: string };

export interface Tool {
  readonly name: string;
  readonly description: string;
  /** A JSON schema. */
  readonly parameters: Readonly<Record<string, unknown>>;
}
