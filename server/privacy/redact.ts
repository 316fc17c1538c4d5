/** Text without its secrets: of the same length in the same lines, so that every column still means what it did. */
import { splitLines, withoutTerminator } from "../completion/lines.ts";
import { type Contents, findSecrets, merged, type Span } from "./find-secrets.ts";
import { KEY_BEGINS, KEY_ENDS, KEY_LINE } from "./secret-kinds.ts";

/** Models know the word. The same secret always gets the same cover, so that prompt caches hold. */
const COVER = "REDACTED";

/** Enough of a cover to tell it from any other word. */
export const COVERED = /REDACT(?:E|ED|EDR\w*)?(?![A-Za-z])/;

/** What is to be covered, by line. A line that is missing has nothing to hide. */
export type Secrets = ReadonlyMap<number, readonly Span[]>;

/** Secrets that are known as such, wherever they stand. */
export type FindKnown = (line: string) => readonly Span[];

export const NONE_KNOWN: FindKnown = () => [];

export function redact(text: string, contents: Contents, known = NONE_KNOWN): string {
  const lines = splitLines(text);
  const secrets = new Map<number, readonly Span[]>();
  for (const [line, text] of lines.entries()) {
    const spans = secretsOf(text, contents, known);
    if (spans) secrets.set(line, spans);
  }
  return secrets.size === 0 ? text : covered(lines, secrets).join("");
}

/** Some lines of a longer text: a key may begin above them, or end below. Both ends belong to it. */
export interface Part {
  /** By their numbers. */
  readonly lines: Readonly<Record<number, string>>;
  readonly start: number;
  readonly end: number;
}

export function redactPart({ lines, start, end }: Part, redacted: (text: string) => string): string {
  const first = edgeOfKey(lines, start, -1);
  const last = edgeOfKey(lines, end, 1);
  const all = Array.from({ length: last - first + 1 }, (_, at) => lines[first + at] ?? "");
  const isWhole = first === start && last === end;
  const text = redacted(all.join(""));
  return isWhole
    ? text
    : splitLines(text)
        .slice(start - first, end - first + 1)
        .join("");
}

/** As far as lines look like those of a key, and the line that they begin or end with. */
function edgeOfKey(lines: Part["lines"], from: number, step: 1 | -1): number {
  let line = from;
  while (Math.abs(line - from) < MAX_KEY_LINES && isKeyLine(lines[line]) && lines[line + step] !== undefined)
    line += step;
  return line;
}

function isKeyLine(line: string | undefined): boolean {
  return line !== undefined && KEY_LINE.test(withoutTerminator(line));
}

/** Undefined when there are none. No spans but an entry: a private key begins or ends here. */
export function secretsOf(line: string, contents: Contents, known = NONE_KNOWN): readonly Span[] | undefined {
  const found = findSecrets(line, contents);
  const others = known(line);
  const spans = others.length > 0 ? merged([...found, ...others]) : found;
  return spans.length > 0 || KEY_BEGINS.test(line) || KEY_ENDS.test(line) ? spans : undefined;
}

export function covered(lines: readonly string[], secrets: Secrets): readonly string[] {
  const result = [...lines];
  for (const [line, spans] of secrets) {
    const text = lines[line] ?? "";
    result[line] = cover(text, spans);
    if (KEY_BEGINS.test(text)) coverKey({ lines, result, from: line, step: 1 });
    if (KEY_ENDS.test(text)) coverKey({ lines, result, from: line, step: -1 });
  }
  return result;
}

function cover(line: string, spans: readonly Span[]): string {
  let text = "";
  let at = 0;
  for (const { start, end } of spans) {
    text +=
      line.slice(at, start) + COVER.repeat(Math.ceil((end - start) / COVER.length)).slice(0, end - start);
    at = end;
  }
  return text + line.slice(at);
}

interface KeyLines {
  readonly lines: readonly string[];
  readonly result: string[];
  readonly from: number;
  readonly step: 1 | -1;
}

/** A key of 16,384 bits has fewer. */
const MAX_KEY_LINES = 250;

/** From either end, because a snippet may have only one of them; a marker that code only mentions has no such lines. */
function coverKey({ lines, result, from, step }: KeyLines): void {
  for (let line = from + step; Math.abs(line - from) <= MAX_KEY_LINES; line += step) {
    if (!isKeyLine(lines[line])) return;
    const text = withoutTerminator(lines[line] ?? "");
    const start = text.search(/[A-Za-z0-9]/);
    if (start >= 0) result[line] = cover(lines[line] ?? "", [{ start, end: text.length }]);
  }
}
