/** The text of a file as a model is shown it: secrets covered, and no longer than is of use. */
import { splitLines, withoutTerminator } from "../../completion/lines.ts";
import { fileText, withoutMark } from "../changes/file-text.ts";
import type { Problem } from "../tool.ts";
import { plainText } from "./inert.ts";
import { fileAt } from "./whereabouts.ts";
import type { Sight, World } from "./world.ts";

/** Both ends belong to it; lines count from 0. */
export interface LineRange {
  readonly first: number;
  readonly last: number;
}

export interface Shown {
  /** As the model knows the file. */
  readonly path: string;
  readonly lines: readonly string[];
  /** How many the file has. */
  readonly total: number;
  /** As it was asked for, within the file. */
  readonly range: LineRange;
}

interface Ground {
  readonly world: Pick<World, "folders" | "openDocuments">;
  readonly sight: Pick<Sight, "mayRead" | "show">;
}

/** All of it, or some lines. */
export async function shownFile(
  written: string,
  { world, sight }: Ground,
  wanted?: LineRange,
): Promise<Shown | Problem> {
  const place = await fileAt(written, { folders: world.folders, sight });
  if ("problem" in place) return place;
  const found = await fileText(place.file, place.uri, world.openDocuments);
  if ("problem" in found) return { problem: `${place.path} ${found.problem}.` };
  return shownLines({ path: place.path, text: found.text, wanted }, sight);
}

interface Wanted {
  readonly path: string;
  readonly text: string;
  readonly wanted: LineRange | undefined;
}

export function shownLines({ path, text, wanted }: Wanted, sight: Pick<Sight, "show">): Shown | Problem {
  const lines = linesOf(withoutMark(text));
  const range = within(wanted ?? { first: 0, last: Infinity }, lines.length);
  if (!range) return { problem: `${path} has only ${String(lines.length)} lines.` };
  const shown = linesOf(sight.show({ path, lines, start: range.first, end: range.last }));
  return { path, lines: shown.map(withoutTerminator), total: lines.length, range };
}

/** As people count them: what comes behind the last line's end is none. */
function linesOf(text: string): readonly string[] {
  const lines = splitLines(text);
  return lines.length > 1 && lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

function within({ first, last }: LineRange, total: number): LineRange | undefined {
  const range = { first: Math.max(0, first), last: Math.min(last, total - 1) };
  return range.first <= range.last ? range : undefined;
}

/** What no file says, such as a program's output: escape sequences gone, and secrets covered as in a text. */
export function shownOutput(text: string, { show }: Pick<Sight, "show">): string {
  const lines = splitLines(plainText(text));
  return show({ path: OUTPUT, lines, start: 0, end: lines.length - 1 });
}

/** Named so that what stands in it is taken for settings as well as for code. */
const OUTPUT = "output.txt";
