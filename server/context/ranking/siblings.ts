/** What stands beside the name that comes next says what it is a part of: other keys, other members that were asked. */
import type { IndexedFile } from "../index/workspace-index.ts";
import type { Containers } from "./receiver-types.ts";
import type { Scene } from "./scene.ts";
import { namesIn } from "./tokens.ts";

/** What more declare says little. */
const MAX_NAMESAKES = 60;

/** Of the keys beside this one, or of the members that were asked of the same receiver. */
export function containersOfSiblings(scene: Scene): Containers {
  const { expectation, usage, index } = scene;
  const { kind, receiver } = expectation;
  const names =
    kind === "key" ? keysAround(scene) : kind === "member" ? usage.following.get(`${receiver}.`)?.keys() : [];
  const containers = new Map<IndexedFile, Map<string, number>>();
  for (const name of new Set(names)) {
    const declared = index.fewNamed(name, MAX_NAMESAKES) ?? [];
    const weight = 1 / Math.log2(1 + declared.length);
    for (const { file, container } of declared) {
      if (container === "") continue;
      const known = containers.get(file) ?? new Map<string, number>();
      containers.set(file, known.set(container, (known.get(container) ?? 0) + weight));
    }
  }
  return containers;
}

const KEY_LINES = 12;

function* keysAround({ place }: Scene): Generator<string> {
  const { lines } = place.document;
  const own = lines[place.line] ?? "";
  const indent = /^[ \t]*/.exec(own)?.[0] ?? "";
  const around = lines.slice(Math.max(0, place.line - KEY_LINES), place.line + KEY_LINES);
  for (const line of around) {
    const [, before, key] = /^([ \t]*)([\p{L}_$][\p{L}\p{N}_$]*)\s*\??[:(,=]/u.exec(line) ?? [];
    if (key !== undefined && before === indent) yield key;
  }
  for (const part of own.match(/[\p{L}_$][\p{L}\p{N}_$]*\s*[:=,]/gu) ?? []) yield* namesIn(part);
}
