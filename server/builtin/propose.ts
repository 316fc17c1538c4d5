/**
 * Writes on from the cursor, a line at a time, for as long as the witnesses are sure enough together and until the
 * place itself ends. Says nothing rather than something unlikely. Knows nothing of streams or of who asks.
 */
import { bare } from "./align.ts";
import type { Cursor } from "./cursor.ts";
import { following, witnesses, type Scene, type Witness } from "./evidence.ts";
import { lexText } from "./lex.ts";
import { endsLine, lineBreak } from "./lexicon.ts";
import { predict } from "./predict.ts";

/**
 * How likely by the engine's own reckoning a proposal must be right: on a line where nothing is typed yet, on one that
 * is begun, and with each line below it. On an empty line much can be right, and is wrong more often than reckoned.
 */
const CHANCE = { empty: 0.6, begun: 0.55, below: 0.6 };

const MAX_LINE_TOKENS = 60;
const MAX_LINES = 12;

interface Start {
  readonly context: readonly number[];
  readonly heard: readonly Witness[];
  readonly fragment: string;
  /** What stands right of the cursor and is to be reached, not written again. */
  readonly rest: string;
}

export interface Piece {
  readonly text: string;
  readonly tokens: number;
  readonly chance: number;
}

interface Line extends Piece {
  readonly context: readonly number[];
  /** Those who said all of it, at its end. */
  readonly heard: readonly Witness[];
}

/** Pieces of text with the number of their tokens: the rest of the cursor's line, then whole lines. */
export function* propose(cursor: Cursor, scene: Scene): Generator<Piece, void, undefined> {
  const first = finishLine(cursor, scene);
  if (!first) return;
  if (first.text !== "") yield first;
  if (cursor.rest !== "") return;
  let held: Piece | undefined;
  for (const piece of writeBelow(first, cursor, scene)) {
    if (held) yield held;
    held = piece;
  }
  if (held && !OPENS_MORE.test(held.text)) yield held;
}

/** A last line that ends so promises what does not come. */
const OPENS_MORE = /([([{,:=]|=>|->)$/;

/** The rest of the cursor's line, unless it would say what is there already. */
function finishLine(cursor: Cursor, scene: Scene): Line | undefined {
  const insideWord = /\w$/.test(cursor.fragment) && /^\w/.test(cursor.rest);
  if (insideWord) return undefined;
  const least = cursor.line.trim() === "" ? CHANCE.empty : CHANCE.begun;
  const first = writeLine(start(cursor, scene), least, scene);
  if (!first || isDeclaredTwice(first, cursor, scene)) return undefined;
  const isBelow = cursor.rest === "" && cursor.line + first.text === cursor.below[0];
  return isBelow ? undefined : first;
}

/** Fewer make no declaration. */
const MIN_DECLARATION_TOKENS = 4;

/** What stands at the margin of a document already, word for word, is rarely meant to stand there a second time. */
function isDeclaredTwice({ context, heard }: Line, { columns }: Cursor, { own }: Scene): boolean {
  const line = context.slice(context.findLastIndex(endsLine) + 1);
  if (columns > 0 || line.length < MIN_DECLARATION_TOKENS) return false;
  return heard.some(
    ({ shelf, place }) =>
      shelf === own && line.every((token, at) => shelf.tokens[place - line.length + at] === token),
  );
}

/** The lines below the cursor's, for as long as they are as deep and likely enough all together. */
function* writeBelow(first: Line, cursor: Cursor, scene: Scene): Generator<Piece, void, undefined> {
  let line = first;
  let columns = cursor.columns;
  let deepest = columns;
  let chance = first.chance;
  for (let count = 1; count < MAX_LINES; count++) {
    const broken = breakLine({ line, columns }, cursor, scene);
    if (!broken || broken.columns < cursor.columns || broken.columns <= cursor.columnsBelow) return;
    chance *= broken.chance;
    const next = writeLine(broken.start, CHANCE.below / chance, scene);
    if (!next || next.text === line.text || broken.margin + next.text === cursor.below[0]) return;
    const returned = broken.columns === cursor.columns && deepest > cursor.columns;
    if (returned && !CLOSES.test(next.text)) return;
    yield { text: `\n${broken.margin}${next.text}`, tokens: next.tokens + 1, chance };
    if (returned) return;
    line = next;
    columns = broken.columns;
    deepest = Math.max(deepest, columns);
    chance *= next.chance;
  }
}

const CLOSES = /^[)\]}]/;

/** A fragment that begins no word which is expected here may be a whole word, if it is one that is known. */
function start({ context, fragment, rest }: Cursor, scene: Scene): Start {
  const { words, familiar } = scene;
  const heard = witnesses(context, scene);
  const goesOn = heard.some(({ says }) => words.text(says).startsWith(fragment));
  if (goesOn || fragment.trim() === "") return { context, heard, fragment, rest };
  const typed = lexText(fragment, words);
  const whole = [...context, ...typed];
  const isFamiliar = typed.every((token) => familiar.has(bare(token)));
  const last = whole.at(-1);
  const after = witnesses(whole, scene).filter(
    ({ shelf, place }) => isFamiliar || shelf.tokens[place - 1] === last,
  );
  return { context: whole, heard: after, fragment: "", rest };
}

/** The line from here to its end; nothing when it becomes less likely than `least` on the way. */
function writeLine({ heard, fragment, rest, ...from }: Start, least: number, scene: Scene): Line | undefined {
  const { words } = scene;
  const context = [...from.context];
  const goal = lexText(rest.trimStart(), words).map((token) => words.text(token).trim())[0];
  let speaking = heard.filter(({ says }) => words.text(says).startsWith(fragment));
  let text = "";
  let chance = 1;
  let depth = 0;
  let typedChars = fragment.trim().length;
  for (let tokens = 0; tokens < MAX_LINE_TOKENS; tokens++) {
    const next = predict(speaking, words, { what: "token", typedChars });
    chance *= next?.chance ?? 0;
    if (!next || chance < least) return undefined;
    const piece = words.text(next.token);
    const reached = reach({ token: next.token, piece: piece.trim(), depth }, goal);
    if (reached === "goal")
      return { text: text.slice(fragment.length), tokens, context, chance, heard: speaking };
    if (reached === "too far") return undefined;
    depth += opens(piece);
    text += piece;
    typedChars = 0;
    context.push(next.token);
    speaking = witnesses(context, scene, following(speaking, next.token, scene));
  }
  return undefined;
}

/** The goal is what stands right of the cursor, or else the line's end; it cannot be inside of a bracket. */
function reach(
  { token, piece, depth }: { token: number; piece: string; depth: number },
  goal: string | undefined,
): "goal" | "too far" | "not yet" {
  if (goal === undefined) return endsLine(token) ? "goal" : "not yet";
  if (piece === goal && depth === 0) return "goal";
  return endsLine(token) || depth + opens(piece) < 0 ? "too far" : "not yet";
}

function opens(piece: string): number {
  const text = piece.trim();
  return /^[([{]$/.test(text) ? 1 : /^[)\]}]$/.test(text) ? -1 : 0;
}

/** How the next line begins; nothing at the end of a paragraph or of the evidence. */
function breakLine({ line, columns }: { line: Line; columns: number }, cursor: Cursor, scene: Scene) {
  const next = predict(
    line.heard.filter(({ says }) => endsLine(says)),
    scene.words,
    { what: "break", typedChars: 0 },
  );
  const begins = next && lineBreak(next.token);
  if (!next || !begins || begins.afterBlank) return undefined;
  const { tabs, columns: level } = cursor.indentation;
  const to = Math.max(0, columns + begins.delta * (begins.by === "levels" ? level : 1));
  const margin = tabs ? "\t".repeat(Math.floor(to / level)) + " ".repeat(to % level) : " ".repeat(to);
  const context = [...line.context, next.token];
  const agreeing = line.heard.filter(({ says }) => says === next.token);
  const heard = witnesses(context, scene, following(agreeing, next.token, scene));
  return { margin, columns: to, chance: next.chance, start: { context, heard, fragment: "", rest: "" } };
}
