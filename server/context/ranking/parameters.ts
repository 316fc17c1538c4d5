/** What may be told in the call around the cursor: the names in the signature of its function, or of what makes its class. */
import type { Declaration } from "../index/workspace-index.ts";
import { declaredNear } from "./declared-near.ts";
import { isType, nearest, signatureOf } from "./receiver-types.ts";
import type { Scene } from "./scene.ts";
import { namesIn } from "./tokens.ts";

const MAX_NAMESAKES = 4;

export function parametersAround(scene: Scene): ReadonlySet<string> {
  const name = scene.expectation.call.slice(0, -1);
  if (name === "") return new Set();
  const called = nearest(scene, declaredNear(scene, name)).slice(0, MAX_NAMESAKES);
  return new Set(called.flatMap((declaration) => parametersOf(scene, declaration)));
}

function parametersOf(scene: Scene, declaration: Declaration): readonly string[] {
  const own = namesIn(signatureOf(scene, declaration));
  if (!isType(declaration)) return own;
  const members = scene.studies
    .of(declaration.file)
    .declarations.filter(({ container }) => container === declaration.name);
  const made = members.filter(({ name, kind }) => name === "__init__" || kind === "constructor");
  // A data class is made of its fields.
  const fields = members.filter(({ kind }) => kind === "field" || kind === "property");
  return [
    ...own,
    ...made.flatMap((one) => namesIn(signatureOf(scene, one))),
    ...fields.map(({ name }) => name),
  ];
}
