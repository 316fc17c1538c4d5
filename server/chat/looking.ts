/** How what the user mentions is looked up: asked for by the conversation, answered by `mentions/`. */
import type { Signal } from "../completion/ports.ts";
import type { Mention, Suggested } from "../protocol/chat/mention.ts";

export interface Looking {
  /** Never throws. The text is as this recipient may see it. */
  readonly look: (mention: Mention, about: About, signal: Signal) => Promise<Looked>;
  /** What could be meant by what stands behind an @. */
  readonly suggest: (text: string) => Promise<readonly Suggested[]>;
}

export interface About {
  /** The message that mentions it. */
  readonly message: string;
  /** `provider/model`, which is to see it. */
  readonly target: string;
  /** No more than this is of use. */
  readonly maxTokens: number;
}

export interface Looked {
  readonly label: string;
  readonly text: string;
  /** The mention itself carries the image; it may be shown. */
  readonly isImage?: true;
  readonly problem?: string;
}
