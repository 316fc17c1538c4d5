/** Models that chat begin with what stands before the cursor already: the word, the line, the last lines, the whole file. */
import type { Hole } from "../hole.ts";
import { withoutTerminator } from "../lines.ts";
import { type Hearing, withoutEnd } from "./again.ts";
import { isDefinition, opensIndentedBlock } from "./blocks.ts";
import { withoutElisions } from "./elision.ts";
import { surplus } from "./surplus.ts";

/** Undefined while it cannot be told yet. */
export function withoutEcho(text: string, hole: Hole, { ended, isChat }: Hearing): string | undefined {
  const said = isChat ? withoutHead(withoutElisions(text, hole), hole, ended) : text;
  const own = said === undefined ? undefined : withoutLines(said, { hole, ended, isChat });
  if (own === undefined) return undefined;
  const rest = withoutLine(own, hole, ended);
  return rest === own ? withoutEnd(own, hole, { ended, isChat }) : rest;
}

const MAX_LINES = 400;
const FEW_LINES = 3;
/** Letters that lines must have for it to be no accident that they come again; of all the text above, and in a chat, fewer do. */
const MIN_SUBSTANCE = 6;
const LITTLE_SUBSTANCE = 3;

/** How a file begins, before all that is particular to it, or what a function stands in. */
const HEAD =
  /^(?:(?:package|import|from|using|use|namespace|module|require|#include)\b|<\?php|(?:[a-z]+ )*(?:class|interface|struct|impl|object|trait)\b)/;

/** Who chats may begin with the head of a whole file, and come to the cursor's function only then. */
function withoutHead(text: string, hole: Hole, ended: boolean): string | undefined {
  const { indent, language, linesAbove, place } = hole;
  const [header = ""] = linesAbove;
  const said = text.trimStart().split("\n");
  if (indent === 0 || !HEAD.test(said[0] ?? "") || !isDefinition(header, language)) return text;
  const at = said.findIndex((line) => line.trim() === header.trim());
  if (at >= 0) return said.slice(at + 1).join("\n");
  if (!ended) return undefined;
  const { lines } = place.document;
  const own = said.findIndex((line) => !lines.some((known) => known.trimEnd() === line.trimEnd()));
  return said.slice(Math.max(0, own)).join("\n");
}

/** Without the lines above, and then what is there of the cursor's own. */
function withoutLines(
  text: string,
  { hole, ended, isChat }: Hearing & { readonly hole: Hole },
): string | undefined {
  const reach = isChat ? MAX_LINES : FEW_LINES;
  const { document, line } = hole.place;
  const said = text.replace(/^\s*\n/, "").split("\n");
  const first = (said[0] ?? "").trim();
  if (first === "") return text;
  const isFirstWhole = ended || said.length > 1;
  for (let from = Math.max(0, line - reach); from < line; from++) {
    const above = withoutTerminator(document.lines[from] ?? "").trim();
    if (above !== first && (isFirstWhole || !above.startsWith(first))) continue;
    const rest = behindLines(said, { from, hole, ended, isChat });
    if (rest !== "no echo") return rest;
  }
  return text;
}

/** What is said behind the lines from one on, if the answer begins with these. */
function behindLines(
  said: readonly string[],
  { from, hole, ended, isChat }: Hearing & { readonly from: number; readonly hole: Hole },
): string | undefined {
  const { document, line } = hole.place;
  const heard = document.lines.slice(from, line).map((line) => line.trim());
  const isGrowing = (index: number) => !ended && index === said.length - 1;
  const matches = heard.every((line, index) => {
    const words = said[index]?.trim();
    return words === undefined || words === line || (isGrowing(index) && line.startsWith(words));
  });
  const least = isChat || from === 0 ? LITTLE_SUBSTANCE : MIN_SUBSTANCE;
  if (!matches || !hasSubstance(heard, { hole, least })) return "no echo";
  const own = said[heard.length];
  // Only the end tells whether it goes on.
  const undecided = ended ? "no echo" : undefined;
  if (own === undefined) return undecided;
  const typed = hole.before.trim();
  const rest = said.slice(heard.length).join("\n");
  if (typed === "") return rest.trim() === "" ? undecided : rest;
  if (own.trimStart().startsWith(typed)) return rest.trimStart().slice(typed.length);
  return isGrowing(heard.length) && typed.startsWith(own.trimStart()) ? undefined : "no echo";
}

function hasSubstance(
  [first = "", ...others]: readonly string[],
  { hole: { language, nesting }, least }: { readonly hole: Hole; readonly least: number },
): boolean {
  const top = nesting.at(-1);
  const isOpener = (top?.kind === "comment" || top?.kind === "string") && first.startsWith(top.opener);
  const isEnough = letters([first, ...others].join("")) >= least;
  return isEnough || isOpener || opensIndentedBlock(first, language);
}

function letters(text: string): number {
  return text.replace(/[^\p{L}\p{N}_]/gu, "").length;
}

/** Without all that stands on the line. */
function withoutLine(text: string, hole: Hole, ended: boolean): string | undefined {
  const typed = hole.before.trim();
  const said = text.trimStart();
  if (letters(typed) === 0 || typed.length < 3 || /^\w+$/.test(hole.before.trimStart())) return text;
  if (!said.startsWith(typed)) return !ended && said !== "" && typed.startsWith(said) ? undefined : text;
  const rest = said.slice(typed.length);
  return surplus(rest, hole) <= surplus(text, hole) ? rest : text;
}
