/**
 * Where a text can be cut between two of its lines so that the parts, counted alone, add up to the whole. Which rule holds
 * follows from the pattern's expression.
 */

/**
 * How many characters at the end of `previous` go with what follows when the text is cut between these two lines; -1 when
 * it cannot be cut there.
 */
export type Cut = (previous: string, next: string) => number;

/** For patterns that take every newline by itself. */
export const cutAnyNewline: Cut = () => 0;

/** White space up to the last newline in it is one word: a blank line belongs to the line above. */
export const cutAfterNewline: Cut = (_previous, next) => (isBlank(next) ? -1 : 0);

/** As above, and slashes at a line's start may go with the signs that end the line above. */
export const cutAfterNewlineOrSlash: Cut = (_previous, next) =>
  next.charCodeAt(0) === SLASH || isBlank(next) ? -1 : 0;

/** A newline may be one word with the indentation after it: the cut is where the line's own text ends. */
export const cutBeforeSpace: Cut = (previous) => {
  let at = previous.length;
  while (at > 0 && isWhite(previous.charCodeAt(at - 1))) at--;
  return at > 0 ? previous.length - at : -1;
};

const SLASH = 47;
const LINE_FEED = 10;
const RETURN = 13;

/** True for white space up to a newline; a last line without one does not join anything. */
function isBlank(line: string): boolean {
  let at = 0;
  while (at < line.length) {
    const unit = line.charCodeAt(at);
    if (unit === LINE_FEED || unit === RETURN) return true;
    if (!isWhite(unit)) return false;
    at++;
  }
  return false;
}

/** `\s` as Oniguruma has it: with U+0085, without U+FEFF. */
function isWhite(unit: number): boolean {
  if (unit < 0x80) return unit === 32 || (unit >= 9 && unit <= 13);
  if (unit === 0x85 || unit === 0xa0 || unit === 0x1680) return true;
  return unit >= 0x2000 && (unit <= 0x200a || unit === 0x2028 || unit === 0x2029 || isWideWhite(unit));
}

function isWideWhite(unit: number): boolean {
  return unit === 0x202f || unit === 0x205f || unit === 0x3000;
}
