/** Is the cursor where a secret stands, or is being typed? What a model would suggest there is a secret, or none. */
import { withoutTerminator } from "../completion/lines.ts";
import { lineBefore } from "../completion/place.ts";
import type { Place } from "../completion/request.ts";
import { contentsOf, findSecrets } from "./find-secrets.ts";
import type { FindKnown } from "./redact.ts";
import { KEY_BEGINS, KEY_ENDS, KEY_LINE, VALUE_BEGINS } from "./secret-kinds.ts";

/** Further away it may still be a key, but then its own lines look like one. */
const KEY_LINES = 60;

export function standsInSecret(place: Place, known: FindKnown): boolean {
  const { document, line, character } = place;
  const contents = contentsOf(document.path);
  const before = lineBefore(place);
  if (contents === "values" && /^[^#]*=/.test(before)) return true;
  if (VALUE_BEGINS.test(before)) return true;
  const text = withoutTerminator(document.lines[line] ?? "");
  const touches = [...findSecrets(text, contents), ...known(text)].some(
    ({ start, end }) => start < character && character <= end,
  );
  return touches || standsInKey(place, text);
}

function standsInKey({ document, line }: Place, text: string): boolean {
  if (!KEY_LINE.test(text)) return false;
  for (let above = line - 1; above >= 0 && above >= line - KEY_LINES; above--) {
    const there = withoutTerminator(document.lines[above] ?? "");
    if (KEY_ENDS.test(there)) return false;
    if (KEY_BEGINS.test(there)) return true;
    if (!KEY_LINE.test(there)) return false;
  }
  return false;
}
