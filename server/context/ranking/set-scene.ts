/** Finds out once for a place what all of the ranking stands on. */
import type { Place } from "../../completion/request.ts";
import { expectationAt } from "./expectation.ts";
import { importedBy } from "./imported.ts";
import { neighboursOf } from "./neighbours.ts";
import type { Scene } from "./scene.ts";
import { namesIn } from "./tokens.ts";
import { usageOf } from "./usage.ts";

const LINES_ABOVE = 10;
const LINES_BELOW = 3;
/** Of a longer document only what is near is looked at. */
const MAX_LINES = 1500;

export function setScene(asked: Place, { index, studies }: Pick<Scene, "index" | "studies">): Scene {
  const { place, typed } = withoutTyped(asked);
  const { document, line } = place;
  studies.begin();
  const text = document.lines.slice(Math.max(0, line - MAX_LINES), line + MAX_LINES).join("");
  const around = document.lines.slice(Math.max(0, line - LINES_ABOVE), line + 1 + LINES_BELOW).join("");
  const found = {
    index,
    studies,
    place,
    typed,
    file: index.fileAt(document.uri),
    expectation: expectationAt(place),
    usage: usageOf(text),
    near: new Set(namesIn(around)),
    imported: importedBy(document, studies),
  };
  return { ...found, neighbours: neighboursOf(found) };
}

function withoutTyped({ document, line, character }: Place): Pick<Scene, "place" | "typed"> {
  const own = document.lines[line] ?? "";
  const typed = /[\p{L}\p{N}_$]*$/u.exec(own.slice(0, character))?.[0] ?? "";
  if (typed === "") return { place: { document, line, character }, typed };
  const start = character - typed.length;
  const lines = document.lines.with(line, own.slice(0, start) + own.slice(character));
  return { place: { document: { ...document, lines }, line, character: start }, typed: typed.toLowerCase() };
}
