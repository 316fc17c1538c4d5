/** What a chat is called until somebody calls it something else. */
import type { Attached } from "../protocol/chat/mention.ts";

const MAX_LENGTH = 60;

/** The first words of its first message, or of what is attached to it. */
export function firstWords(text: string, attached: readonly Pick<Attached, "label">[]): string {
  const said = text.replaceAll(/\s+/g, " ").trim();
  const words = said === "" ? attached.map(({ label }) => label).join(", ") : said;
  if (words.length <= MAX_LENGTH) return words;
  const cut = words.slice(0, MAX_LENGTH);
  const end = cut.lastIndexOf(" ");
  return `${cut.slice(0, end > MAX_LENGTH / 2 ? end : MAX_LENGTH)}…`;
}
