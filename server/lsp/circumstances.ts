/** What Keyfill's own client tells of the moment, beside what LSP has it tell; any other client tells nothing. */
import type { InlineCompletionContext } from "vscode-languageserver";

import type { Circumstances } from "../completion/request.ts";
import { EDITOR_FACTS, type EditorFacts } from "../protocol.ts";

const OFF = ["language", "file", "snoozed"] as const;

export function circumstancesIn(context: InlineCompletionContext): Circumstances {
  const sent: unknown = Reflect.get(context, EDITOR_FACTS);
  const { off, cursors, comparing, halted }: Partial<Record<keyof EditorFacts, unknown>> = Object(sent);
  return {
    off: OFF.find((known) => known === off),
    cursors: typeof cursors === "number" ? cursors : undefined,
    comparing: comparing === true,
    halted: halted === true,
  };
}
