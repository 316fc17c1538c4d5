/** A conversation as Markdown, to be read by people. */
import { inEnglish, withAdvice } from "../completion/told.ts";
import { pathTo } from "../protocol/chat/apply.ts";
import type { Call, Conversation, ModelTurn, Piece, Step, UserTurn } from "../protocol/chat/conversation.ts";
import type { Attached } from "../protocol/chat/mention.ts";
import { fenced, resultOf } from "./prompt/messages.ts";

/** The path that is read. */
export function asMarkdown(conversation: Conversation): string {
  const path = pathTo(conversation, conversation.leaf);
  const parts = path.flatMap((turn) => (turn.kind === "user" ? question(turn) : answer(turn)));
  return sections([`# ${conversation.title || "Chat"}`, ...parts]);
}

export function sections(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function question({ text, attached }: UserTurn): readonly string[] {
  return ["## You", text, ...attached.map(shown)];
}

function shown({ label, text, problem }: Attached): string {
  if (problem !== undefined) return `Attached: ${label} (${problem})`;
  return text === "" ? `Attached: ${label}` : folded(`Attached: ${label}`, fenced(text));
}

function answer({ target, steps, state }: ModelTurn): readonly string[] {
  return [`## ${target}`, ...steps.flatMap(stepText), ENDS[state.kind](state)];
}

const ENDS: Readonly<Record<ModelTurn["state"]["kind"], (state: ModelTurn["state"]) => string>> = {
  answering: () => "",
  ended: (state) => (state.kind === "ended" && state.why !== "said" ? `*(${WHY[state.why]})*` : ""),
  failed: (state) =>
    state.kind === "failed" ? `*(It failed: ${inEnglish(withAdvice(state.failure))})*` : "",
  "broken-off": () => "*(It was broken off here.)*",
};

const WHY = {
  length: "It reached the longest length of an answer.",
  filtered: "The provider's filter ended it.",
  stopped: "It was stopped.",
  "too-many-steps": "It went on without an end.",
} as const;

function stepText({ pieces, calls }: Step): readonly string[] {
  return [...pieces.map(pieceText), ...calls.map(callText)];
}

function pieceText({ kind, text }: Piece): string {
  if (kind === "text") return text.trim();
  return text.trim() === "" ? "" : folded("Thoughts", fenced(text));
}

function callText(call: Call): string {
  return folded(inEnglish(call.title), `${fenced(call.arguments)}\n\n${fenced(resultOf(call))}`);
}

function folded(summary: string, text: string): string {
  const plain = summary.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return `<details><summary>${plain}</summary>\n\n${text}\n\n</details>`;
}
