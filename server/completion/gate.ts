/** Step 1: should we ask at all? Looks only at the request, and at who would be asked. */
import type { Hole } from "./hole.ts";
import { withoutTerminator } from "./lines.ts";
import type { Refusal } from "./outcome.ts";
import { lineAfter, lineBefore, perPlace } from "./place.ts";
import type { Privacy, TargetChoice } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";

/** Whom the gate asks, and what is to be asked behind it. */
interface Beyond {
  readonly choice: TargetChoice;
  readonly privacy: Privacy;
  /** Only some must know it. */
  readonly hole: () => Hole;
}

/** A reason to stay silent; undefined lets the request pass. Who asks by hand passes all but what would do harm. */
export function gate(request: CompletionRequest, beyond: Beyond): Refusal | undefined {
  return (
    switchedOff(request) ??
    unfit(request) ??
    kept(request, beyond) ??
    (request.trigger === "automatic" ? unwelcome(request, beyond) : undefined)
  );
}

const OFF = { language: "off-for-language", file: "off-for-file", snoozed: "snoozed" } as const;

function switchedOff({ enabled, editor }: CompletionRequest): Refusal | undefined {
  if (editor?.off) return OFF[editor.off];
  return enabled ? undefined : "disabled";
}

const SCHEMES = /^(?:file|untitled|vscode-notebook-cell):/;
/** More than people write; what the engine does at a keystroke grows with the lines. */
const MAX_LINES = 50_000;
/** Beyond, VS Code shows no more of a line. */
const MAX_LINE_LENGTH = 10_000;

/** Where no suggestion can be right. */
function unfit({ place, selected, editor }: CompletionRequest): Refusal | undefined {
  const { uri, lines } = place.document;
  if (!SCHEMES.test(uri)) return "foreign-scheme";
  if ((editor?.cursors ?? 1) > 1) return "several-cursors";
  if (editor?.comparing) return "comparing";
  if (selected === "fixed") return "fixed-item";
  if (lines.length > MAX_LINES) return "too-many-lines";
  if ((lines[place.line] ?? "").length > MAX_LINE_LENGTH) return "too-long-line";
  return isInConflict(place) ? "merge-conflict" : undefined;
}

const CONFLICT = /^(?:<{7}|>{7})(?: |$)/;
/** Prompts rarely reach further. */
const NEAR_LINES = 500;

const isInConflict = perPlace(({ document, line }) => {
  const end = Math.min(document.lines.length, line + NEAR_LINES);
  for (let near = Math.max(0, line - NEAR_LINES); near < end; near++) {
    const text = document.lines[near] ?? "";
    if (mayMark(text) && CONFLICT.test(withoutTerminator(text))) return true;
  }
  return false;
});

/** At each keystroke for a thousand lines. */
function mayMark(text: string): boolean {
  const first = text.charAt(0);
  return first === "<" || first === ">";
}

function kept({ place }: CompletionRequest, { choice, privacy }: Beyond): Refusal | undefined {
  if (privacy.guards(place)) return "in-secret";
  return choice.kind === "target" ? privacy.keeps(place.document, choice.target) : undefined;
}

/** Where nobody is asked; what is known already may be shown all the same, such as the rest of what is being typed. */
export function isUnlikely(refusal: Refusal | undefined): boolean {
  return refusal === "mid-word" || refusal === "text-behind";
}

const WORD_END = /[\p{L}\p{N}_$]$/u;
const WORD_START = /^[\p{L}\p{N}_$]/u;
const ONLY_CLOSERS = /^[\s)\]}>"'`;:,]*$/;

/** Where a suggestion would more often be in the way than of use. */
function unwelcome(
  { place, quietIn = [], editor }: CompletionRequest,
  { choice, hole }: Beyond,
): Refusal | undefined {
  const after = lineAfter(place);
  if (WORD_END.test(lineBefore(place)) && WORD_START.test(after)) return "mid-word";
  // A model that was trained on holes fills them; one that only chats repeats what stands behind.
  const chats = choice.kind === "target" && choice.target.form.kind === "chat";
  if (chats && !ONLY_CLOSERS.test(after)) return "text-behind";
  if (editor?.halted) return "halted";
  const inside = quietIn.length > 0 ? insideOf(hole()) : undefined;
  return inside && quietIn.includes(inside) ? QUIET[inside] : undefined;
}

const QUIET = { comment: "in-comment", string: "in-string" } as const;

/** The grammar knows best, where it is known by now. */
function insideOf({ syntax, nesting }: Hole): "comment" | "string" | undefined {
  const inside = syntax?.inside ?? nesting.at(-1)?.kind;
  return inside === "comment" || inside === "string" ? inside : undefined;
}
