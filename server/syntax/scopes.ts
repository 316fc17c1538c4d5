/** The declarations that a place lies in: the function, the class around it. */
import type { Place } from "../completion/request.ts";
import type { Structure } from "./messages.ts";
import { compare, nodesAround } from "./surroundings.ts";

/** Lines count from 0; the last ones belong to it. */
export interface Scope {
  readonly name: string;
  readonly line: number;
  readonly signatureEnd: number;
  readonly end: number;
}

/** From the outermost to the innermost. */
export function scopesAround(structure: Structure, place: Place): readonly Scope[] | undefined {
  if (place.line < structure.from || place.line >= structure.to) return undefined;
  const around = nodesAround(structure, { place }).filter(
    ({ kind, end }) => kind === "declaration" && compare(place, end) <= 0,
  );
  return around.map(({ name, start, innerStart, end }) => ({
    name,
    line: start.line,
    signatureEnd: innerStart.line,
    end: end.line,
  }));
}
