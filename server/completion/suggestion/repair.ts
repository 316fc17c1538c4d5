/** Step 10: makes the answer fit what surrounds the cursor. Never touches the document's own text. */
import type { Extent } from "../extent.ts";
import type { Hole } from "../hole.ts";
import type { Edit } from "../outcome.ts";
import type { Markers } from "../prompt/markers.ts";
import { withinLine } from "./blanks.ts";
import { withoutEcho } from "./echo.ts";
import { onEmptyLine } from "./indent.ts";
import { join } from "./join.ts";
import { withoutHalfMarker, withoutMarkers } from "./markers.ts";
import { type Quirk, withoutQuirks } from "./quirks.ts";
import { inUnits } from "./units.ts";
import { unwrap } from "./unwrap.ts";

export interface RepairRules {
  readonly hole: Hole;
  readonly extent: Extent;
  readonly stops: readonly string[];
  readonly quirks?: readonly Quirk[] | undefined;
  /** What was broken in the prompt, to be put together again. */
  readonly markers?: Markers;
  /** It came by way of a conversation. */
  readonly isChat: boolean;
}

export interface Begun {
  /** What of the answer can be relied on. */
  readonly text: string;
  /** A stop or the end of a wrapping was reached. */
  readonly ended: boolean;
}

/** The repairs that need only the beginning of the answer, so that a half-arrived one can be compared with what is typed. */
export function repairStart(raw: string, rules: RepairRules, isWhole: boolean): Begun {
  const { hole, stops, quirks } = rules;
  const { document } = hole.place;
  const plain = raw.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const marked = withoutMarkers(plain, { stops, document });
  const isOver = isWhole || marked.ended;
  const settled = isOver ? marked.text : withoutHalfMarker(withoutHalfLetter(marked.text), stops);
  const code = unwrap(withoutQuirks(settled, hole.place, quirks), hole, isOver);
  const ended = marked.ended || code.ended;
  const said = rules.markers?.whole(code.text) ?? code.text;
  const own = withoutEcho(said, hole, { ended: isWhole || ended, isChat: rules.isChat });
  if (own === undefined) return { text: "", ended };
  const arrived = isWhole || ended ? own : withoutHalfLine(own);
  const begun = hole.before.trim() === "" ? onEmptyLine(arrived, rules) : withinLine(arrived, rules);
  return { text: inUnits(begun, hole), ended };
}

/** A character may be cut in two between the pieces of a stream. */
function withoutHalfLetter(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$|\uFFFD+$/, "");
}

/** A line's indentation says nothing before something has come after it. */
function withoutHalfLine(text: string): string {
  return text.replace(/(\n)[ \t]+$/, "$1");
}

export function repairEnd(text: string, hole: Hole): Edit {
  const { text: joined, replaces } = join(text.replace(/[\uD800-\uDBFF]$|\uFFFD+$/, ""), hole);
  return { text: withEol(joined, hole), replaces };
}

/** With the document's own line ends: what is typed is compared with it. */
export function withEol(text: string, { eol }: Hole): string {
  return eol === "\n" ? text : text.replaceAll("\n", eol);
}
