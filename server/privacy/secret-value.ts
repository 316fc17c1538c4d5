/** Is this value one that somebody wants kept secret, or only a word that code says? */

/** What people write where a value belongs that they do not say. */
const BLANK = /^[x*.•_?-]+$|^[<$%{@[]|^#\{|\.{3}$|…$|REDAC/i;
const STAND_IN =
  /^(?:your|my|an?|the|some|enter|insert|replace|change|put|add|example|sample|dummy|fake|mock|test|none|null|undefined)(?:[\W_]|$)/i;
const ORDINARY =
  /^(?:pass(?:word|wd|phrase)?|pwd|secrets?|tokens?|key|api[_-]?key|postgres|mysql|root|admin|user(?:name)?|guest|default|required|optional|string|true|false|placeholder|foo(?:bar)?|bar|baz)\d{0,3}$/i;
/** Of such a name it is the rest that says what the value is: `tokenType`, `passwordField`, `secretName`. */
export const ABOUT_IT =
  /^[_-]?(?:s?_?(?:type|kind|name|ur[il]|path|file|dir|id|ids|field|label|input|hint|regex|pattern|format|prefix|suffix|header|param|index|count|len(?:gth)?|expir\w*|ttl|age|size|limit|endpoint|placeholder|selector|class|icon|title|text|message|error|policy|rules?|version|algo\w*|hash|scheme|scope|ref|arn|env|var\w*|list|store|manager|provider|service|rotation|strategy|budget|usage|tree|ize|iz|ise|is))(?![a-z])/i;
/** What a setting is often set to. */
export const HARMLESS =
  /^(?:|true|false|yes|no|on|off|null|none|\d{1,5}|\$\{.*|development|dev|production|prod|test|staging|local|localhost|debug|info|warn|error)$/i;
const LETTER = /[A-Za-z]/;
const DIGIT = /\d/;
const ODD = /[!#$%^&*?+~=|@]/;
/** Words with something between them: a key of translations, a header, a path, a version. */
const WORDS = /^[A-Za-z]{0,24}\d{0,3}(?:[._:/-][A-Za-z]{0,24}\d{0,4})*$/;
const ADDRESS = /^(?:[\^~]?\d+\.\d+\.|\/|\.{1,2}\/|[a-z]{3,10}:\/\/|urn:|data:|#[0-9a-f]{3,8}$)/i;
/** `base64Token`, `sha256`, `oauth2`, `PasswordRequiredResultV2`. */
const CAMEL_WORD =
  /^(?:[a-z]+\d{1,3}(?:[A-Z][a-z]+)+|(?:[A-Z][a-z]+){3,}V?\d{1,2}|(?:base|sha|md|oauth|utf|v)-?\d+)$/;

/** People think them up: short, of words, digits and signs. */
export function isPassword(value: string): boolean {
  if (value.length < 4 || isNone(value) || ORDINARY.test(value)) return false;
  if (ODD.test(value)) return LETTER.test(value) || DIGIT.test(value);
  return DIGIT.test(value) && (LETTER.test(value) || value.length >= 6);
}

/** Machines make them: long, of letters and digits in no order. */
export function isRandom(value: string): boolean {
  if (value.length < 12 || isNone(value) || WORDS.test(value)) return false;
  return DIGIT.test(value) && LETTER.test(value) && bitsPerCharacter(value) >= MIN_BITS;
}

/** Common or made up, and said in many places. */
export function isStandIn(value: string): boolean {
  return isNone(value) || ORDINARY.test(value) || HARMLESS.test(value);
}

export function isAddressPassword(value: string): boolean {
  return !/^[$<{%*[]|^x+$|^pass(?:word)?$/i.test(value);
}

const SECRET_NAME = /(?:(pass|pwd|secret|token|credential)|key|auth|private|salt|dsn|signature)(\w*)$/i;

/** How doubtful it is that a variable of this name holds a secret. */
export function doubtOf(name: string): "none" | "some" | "great" {
  const [all, sure, rest = ""] = SECRET_NAME.exec(name) ?? [];
  if (all === undefined || ABOUT_IT.test(rest)) return "great";
  return sure === undefined ? "some" : "none";
}

function isNone(value: string): boolean {
  return /\s/.test(value) || [BLANK, STAND_IN, ADDRESS, CAMEL_WORD].some((word) => word.test(value));
}

/** Random hexadecimal digits come to almost 4, words to less than 3. */
const MIN_BITS = 3;

function bitsPerCharacter(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
