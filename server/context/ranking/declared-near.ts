/** Where a name is declared, as far as that tells anything: of very many namesakes, only those nearby can be meant. */
import type { Declaration } from "../index/workspace-index.ts";
import type { Scene } from "./scene.ts";

const MAX_NAMESAKES = 200;

export function declaredNear({ index, neighbours, studies }: Scene, name: string): readonly Declaration[] {
  return (
    index.fewNamed(name, MAX_NAMESAKES) ??
    [...neighbours.keys()].flatMap((file) => studies.of(file).named(name))
  );
}
