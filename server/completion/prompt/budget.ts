/**
 * Step 6: what of the document and of the snippets fits into the target's prompt, in whole lines, nearest to the cursor
 * first. Depends on nothing but the state of the document, and changes little from one keystroke to the next.
 */
import type { Hole } from "../hole.ts";
import type { CompletionTarget, Snippet, TokenCounter } from "../ports.ts";
import type { Place } from "../request.ts";
import type { Fitted } from "./fitted.ts";
import { Kept, type Sent } from "./kept.ts";
import { markersOf } from "./markers.ts";
import { frameText, snippetText } from "./render.ts";
import { chooseSnippets } from "./snippets.ts";

/** What a server adds where it puts the prompt together, and what joins of counted pieces may cost. */
const OVERHEAD_TOKENS = 16;
const SHARES = { suffix: 0.25, snippets: 0.3 } as const;
/**
 * Where the suffix stands behind the prefix, a server reads all of it anew at each keystroke. One that is not made for many takes
 * long over that, so it is shown less: what stands next to the cursor is what matters.
 */
const REREAD = { suffix: 0.07, leastTokens: 256 } as const;
/** What is left over below a short beginning of a file goes to what stands behind the cursor, in steps of this share. */
const LEFT_OVER_STEP = 0.125;
/** A line of data may be longer than any prompt. It may have this share, at so many characters for a token. */
const LINE_SHARE = 0.125;
const CHARACTERS_PER_TOKEN = 3;

export interface Material {
  readonly hole: Hole;
  /** The hole's, as the target may see it. */
  readonly place: Place;
  readonly snippets: readonly Snippet[];
  /** From one keystroke to the next. */
  readonly kept?: Kept;
}

export function fit(
  { hole, place: shown, snippets, kept = new Kept() }: Material,
  target: CompletionTarget,
  counter: TokenCounter,
): Fitted {
  const { broken } = markersOf(target);
  const path = broken(hole.place.document.path.replace(/[\r\n]+/g, " "));
  const frame = counter.count(frameText(path, hole, target));
  const budget = Math.max(0, target.promptTokens - OVERHEAD_TOKENS - frame);
  const price = kept.prices.by([target, counter, hole.language], (snippet) =>
    counter.count(snippetText(snippet, hole, target)),
  );
  const chosen = chooseSnippets(
    snippets.map((snippet) => ({ ...snippet, path: broken(snippet.path), text: broken(snippet.text) })),
    budget * SHARES.snippets,
    price,
  );
  const place = withShortLines(shown, Math.floor(budget * LINE_SHARE * CHARACTERS_PER_TOKEN));
  const view = { place, counter, broken, kept, target };
  const share = suffixTokens(budget, target);
  const least = below(view, share);
  const prefix = above(view, budget - least.tokens - chosen.tokens);
  const step = Math.max(1, budget * LEFT_OVER_STEP);
  const left = Math.floor((budget - chosen.tokens - prefix.tokens) / step) * step;
  const suffix = prefix.isAll && left > share ? below(view, left) : least;
  return { path, prefix: prefix.text, suffix: suffix.text, snippets: chosen.snippets };
}

function suffixTokens(budget: number, { form, local, deterministic }: CompletionTarget): number {
  const usual = budget * SHARES.suffix;
  const isReread = form.kind === "infill" || (form.kind === "fim" && form.template.order === "prefix-first");
  // Our own engine reads nothing twice.
  if (!local || deterministic || !isReread) return usual;
  return Math.min(usual, Math.max(REREAD.leastTokens, budget * REREAD.suffix));
}

interface View {
  readonly place: Place;
  readonly counter: TokenCounter;
  readonly broken: (text: string) => string;
  readonly kept: Kept;
  readonly target: CompletionTarget;
}

interface Part {
  readonly text: string;
  readonly tokens: number;
  /** There is no more of it. */
  readonly isAll: boolean;
}

interface Taken extends Omit<Part, "text"> {
  readonly lines: readonly string[];
}

/** Of the lines that would fit above the cursor, how many may be left out so that the prompt begins as the last one did. */
const STEP = 0.25;

function above(view: View, budget: number): Part {
  const { document, line, character } = view.place;
  const edge = cutToFit((document.lines[line] ?? "").slice(0, character), { budget, view, keep: "end" });
  const take = (allowed: number) => {
    const { lines, tokens } = view.counter.fit({ document, start: line, step: -1, edge, budget: allowed });
    const first = roundest(line - lines, line - Math.ceil(lines * (1 - STEP)));
    return { lines: document.lines.slice(first, line), tokens, isAll: first === 0 };
  };
  return clean(view, budget, { take, edge, kept: view.kept.above, join: (lines, edge) => lines + edge });
}

function below(view: View, budget: number): Part {
  const { document, line, character } = view.place;
  const edge = cutToFit((document.lines[line] ?? "").slice(character), { budget, view, keep: "start" });
  const take = (allowed: number) => {
    const { lines, tokens } = view.counter.fit({ document, start: line + 1, step: 1, edge, budget: allowed });
    const end = line + 1 + lines;
    return { lines: document.lines.slice(line + 1, end), tokens, isAll: end >= document.lines.length };
  };
  return clean(view, budget, { take, edge, kept: view.kept.below, join: (lines, edge) => edge + lines });
}

interface Side {
  readonly take: (allowed: number) => Taken;
  /** The part of the cursor's own line. */
  readonly edge: string;
  readonly kept: Kept["above"];
  readonly join: (lines: string, edge: string) => string;
}

/** A broken marker costs more tokens than a whole one, so a text that has one may have to be shorter. */
function clean(
  { broken, target, counter: { count } }: View,
  budget: number,
  { take, edge, kept, join }: Side,
): Part {
  const { lines, tokens, isAll } = take(budget);
  const send = (text: string) => sent(text, broken);
  const whole = kept.sent(lines, target, send);
  const part = send(edge);
  // No marker goes over the end of a line.
  if (!whole.isBroken && !part.isBroken) return { text: join(whole.text, part.text), tokens, isAll };
  const said = join(lines.join(""), edge);
  const again = take(Math.max(0, budget - (count(broken(said)) - count(said))));
  const shorter = broken(join(again.lines.join(""), edge));
  return { text: sent(shorter, broken).text, tokens: count(shorter), isAll: again.isAll };
}

/** Models know one kind of line end, and no byte order mark. */
function sent(text: string, broken: View["broken"]): Sent {
  const whole = broken(text);
  return { text: whole.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"), isBroken: whole !== text };
}

/**
 * The number in a range that the highest power of two divides. A window that begins there stays where it is while its range
 * moves on, line by line, and then makes one big step: so a server finds the prompt of the last keystroke in its cache.
 */
function roundest(from: number, to: number): number {
  if (from === 0) return 0;
  let step = 1;
  while (Math.ceil(from / (2 * step)) * 2 * step <= to) step *= 2;
  return Math.ceil(from / step) * step;
}

/** The cursor's own line may be longer than all that fits. */
function cutToFit(
  edge: string,
  { budget, view, keep }: { readonly budget: number; readonly view: View; readonly keep: "start" | "end" },
): string {
  let kept = edge;
  while (kept.length > 1 && view.counter.count(kept) > budget) {
    const half = Math.ceil(kept.length / 2);
    kept = keep === "end" ? endOf(kept, half) : startOf(kept, half);
  }
  return kept;
}

/** Over-long lines are shortened, so that they leave room for the others. */
function withShortLines(place: Place, maxLength: number): Place {
  const { document, line, character } = place;
  const length = Math.max(maxLength, 80);
  if (!hasLonger(document.lines, length)) return place;
  const own = document.lines[line] ?? "";
  const before = endOf(own.slice(0, character), length);
  const lines = document.lines.map((text, index) => {
    if (text.length <= length) return text;
    const end = /\r?\n$/.exec(text)?.[0] ?? "";
    const start = index === line ? before + startOf(own.slice(character), length) : startOf(text, length);
    return start.endsWith("\n") ? start : start + end;
  });
  return { document: { ...document, lines }, line, character: before.length };
}

/** At each keystroke for all lines. */
function hasLonger(lines: readonly string[], length: number): boolean {
  for (const text of lines) if (text.length > length) return true;
  return false;
}

/** Neither cuts a character of two units in two. */
function startOf(text: string, length: number): string {
  return /[\uD800-\uDBFF]/.test(text.charAt(length - 1)) ? text.slice(0, length - 1) : text.slice(0, length);
}

function endOf(text: string, length: number): string {
  const from = Math.max(0, text.length - length);
  return /[\uDC00-\uDFFF]/.test(text.charAt(from)) ? text.slice(from + 1) : text.slice(from);
}
