/** What a chat is called until somebody calls it something else. */
import type { Signal } from "../completion/ports.ts";
import type { Conversation, Turn } from "../protocol/chat/conversation.ts";
import type { Attached } from "../protocol/chat/mention.ts";
import { once } from "./answer/once.ts";
import type { AnsweringPorts } from "./ports.ts";

const MAX_LENGTH = 60;

/** The first words of its first message, or of what is attached to it. */
export function firstWords(text: string, attached: readonly Pick<Attached, "label">[]): string {
  const said = oneLine(text);
  const words = said === "" ? attached.map(({ label }) => label).join(", ") : said;
  if (words.length <= MAX_LENGTH) return words;
  const cut = words.slice(0, MAX_LENGTH);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > MAX_LENGTH / 2 ? end : MAX_LENGTH)}…`;
}

const ASKED = `Name the conversation below in two to six words, in the language of its question. Answer with the name alone: no
quotes, no full stop, nothing before or after it.`;
/** More of a beginning says no more of what it is about. */
const MAX_SHOWN = 4000;

/** What a small model calls it, where one was chosen for such things; once, after the first answer, and never over what the user said. */
export async function titleOf(
  { title, turns }: Conversation,
  ports: AnsweringPorts,
  signal: Signal,
): Promise<string | undefined> {
  const [question, answer, ...others] = [...turns.values()];
  if (others.length > 0 || question?.kind !== "user" || ports.light().length === 0) return undefined;
  if (title !== firstWords(question.text, question.attached)) return undefined;
  const text = `Question:\n${wordsOf(question)}\n\nAnswer:\n${wordsOf(answer)}`;
  const named = await once({ instructions: ASKED, text, light: true }, ports, signal);
  return "text" in named ? nameIn(named.text) : undefined;
}

function wordsOf(turn: Turn | undefined): string {
  if (!turn) return "";
  const said =
    turn.kind === "user"
      ? turn.text
      : turn.steps
          .flatMap(({ pieces }) => pieces.map(({ kind, text }) => (kind === "text" ? text : "")))
          .join("");
  return said.slice(0, MAX_SHOWN);
}

/** Models say more than they are asked for: the last line that says anything, without its wrapping. */
function nameIn(said: string): string | undefined {
  const line = said.split("\n").findLast((line) => line.trim() !== "") ?? "";
  const name = oneLine(line).replace(/^[#*_"'“„`\s]+|[*_"'”“`.\s]+$/g, "");
  return name === "" || name.length > 2 * MAX_LENGTH ? undefined : name;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
