/** Step 10: makes the answer fit what surrounds the cursor. Never touches the document's own text. */
import type { Extent } from "../extent.ts";
import type { Hole } from "../hole.ts";
import type { Edit } from "../outcome.ts";
import type { Markers } from "../prompt/markers.ts";
import { withinLine } from "./blanks.ts";
import { withoutEcho } from "./echo.ts";
import { onEmptyLine } from "./indent.ts";
import { join } from "./join.ts";
import { withoutCutOffMarker, withoutHalfMarker, withoutMarkers } from "./markers.ts";
import { type Note, unnoted } from "./note.ts";
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
  readonly note?: Note;
}

export interface Begun {
  /** What of the answer can be relied on. */
  readonly text: string;
  /** A stop or the end of a wrapping was reached. */
  readonly ended: boolean;
}

/** Halves of characters, and what steers a terminal: no text has them. */
// oxlint-disable-next-line no-control-regex -- they are meant
const UNREADABLE = /^\uFEFF|\p{Surrogate}|[\0-\x08\v\f\x0E-\x1F\x7F]/gu;

/** The repairs that need only the beginning of the answer, so that a half-arrived one can be compared with what is typed. */
export function repairStart(raw: string, rules: RepairRules, isWhole: boolean): Begun {
  const { hole, stops, quirks, note = unnoted } = rules;
  const plain = raw.replace(UNREADABLE, "").replace(/\r\n?/g, "\n");
  const marked = withoutMarkers(plain, { stops, place: hole.place });
  note("marker", marked.text);
  const isOver = isWhole || marked.ended;
  const settled = isOver
    ? withoutCutOffMarker(marked.text, stops)
    : withoutHalfMarker(withoutHalfLetter(marked.text), stops);
  const usual = withoutQuirks(settled, hole.place, quirks);
  note("quirk", usual);
  const code = unwrap(usual, { hole, isChat: rules.isChat, ended: isOver });
  note("unwrap", code.text);
  const ended = marked.ended || code.ended;
  const said = rules.markers?.whole(code.text) ?? code.text;
  note("whole", said);
  const own = withoutEcho(said, hole, { ended: isWhole || ended, isChat: rules.isChat });
  if (own === undefined) return { text: "", ended };
  note("echo", own);
  const arrived = isWhole || ended ? own : withoutHalfLine(own);
  note("half", arrived);
  const begun = hole.before.trim() === "" ? onEmptyLine(arrived, rules) : withinLine(arrived, rules);
  note("indent", begun);
  const text = inUnits(begun, hole);
  note("units", text);
  return { text, ended };
}

/** A character may be cut in two between the pieces of a stream, and be made good by the next. */
function withoutHalfLetter(text: string): string {
  return text.replace(/\uFFFD+$/, "");
}

/** A line's indentation says nothing before something has come after it. */
function withoutHalfLine(text: string): string {
  return text.replace(/(\n)[ \t]+$/, "$1");
}

export function repairEnd(text: string, hole: Hole, note: Note = unnoted): Edit {
  const { text: joined, replaces } = join(withoutHalfLetter(text), hole);
  note("join", joined);
  return { text: withEol(joined, hole), replaces };
}

/** With the document's own line ends: what is typed is compared with it. */
export function withEol(text: string, { eol }: Hole): string {
  return eol === "\n" ? text : text.replaceAll("\n", eol);
}
