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

export function setScene(place: Place, { index, studies }: Pick<Scene, "index" | "studies">): Scene {
  const { document, line } = place;
  studies.begin();
  const text = document.lines.slice(Math.max(0, line - MAX_LINES), line + MAX_LINES).join("");
  const around = document.lines.slice(Math.max(0, line - LINES_ABOVE), line + 1 + LINES_BELOW).join("");
  const found = {
    index,
    studies,
    place,
    file: index.fileAt(document.uri),
    expectation: expectationAt(place),
    usage: usageOf(text),
    near: new Set(namesIn(around)),
    imported: importedBy(document, studies),
  };
  return { ...found, neighbours: neighboursOf(found) };
}
