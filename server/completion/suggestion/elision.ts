/** Who chats names the file first, and says with a comment in the place of what is there already that it goes on. */
import type { Hole } from "../hole.ts";
import { commentOf } from "./talk.ts";

const ELISION =
  /^(?:\.{3}|…)|\bexisting code\b|^(?:the )?rest of (?:the |your )?(?:code|file|class|function)\b/i;

/** What stands between two such comments; all of it where there is nothing else. */
export function withoutElisions(text: string, hole: Hole): string {
  const lines = text.split("\n");
  const first = lines.findIndex(
    (line) => line.trim() !== "" && !isElision(line, hole) && !isName(line, hole),
  );
  if (first < 0) return text;
  const own = lines.slice(first);
  const next = own.findIndex((line) => isElision(line, hole));
  if (first === 0 && next < 0) return text;
  const begin = lines.slice(0, first).every((line) => line.trim() === "") ? 0 : first;
  return (next < 0 ? lines.slice(begin) : lines.slice(begin, first + next)).join("\n");
}

function isElision(line: string, { language }: Hole): boolean {
  const said = commentOf(line.trim().replace(/^\{(\/\*.*\*\/)\}$/, "$1"), language);
  return said !== undefined && ELISION.test(said);
}

/** `// src/a.ts` */
function isName(line: string, { language, place }: Hole): boolean {
  const said = commentOf(line.trim(), language)?.replace(/^(?:file(?:name)?|path): */i, "");
  const { path } = place.document;
  return (
    said !== undefined &&
    said.includes(".") &&
    (path === said || path.endsWith(`/${said}`) || said.endsWith(`/${path}`))
  );
}
