/** Where the secrets stand in one line. Knows how they look and how people write them down, not what becomes of them. */
import {
  ADDRESS_KEY,
  ADDRESS_PASSWORD,
  ASSIGNMENT,
  AUTHORIZATION,
  ENCODED_LINE,
  ISSUED_KEY,
  LONE_VALUE,
  NAMED_VALUE,
  USER_OPTION,
} from "./secret-kinds.ts";
import { ABOUT_IT, HARMLESS, isAddressPassword, isPassword, isRandom } from "./secret-value.ts";

/** From a column up to another. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What a file holds: values, each of them a secret; settings, whose values may stand without quotes; or code. */
export type Contents = "values" | "settings" | "code";

const VALUES =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|[\w.-]+\.env|\.envrc|\.pgpass|[._]netrc|\.htpasswd|\.git-credentials|\.npmrc|\.pypirc|credentials)$/i;
const EXAMPLE = /\.(?:example|sample|template|dist|defaults?)$/i;
const SETTINGS =
  /\.(?:ya?ml|ini|cfg|conf|config|properties|toml|tf|tfvars|env|plist|xml|txt|md|sh|bash|zsh|fish|bat|cmd|ps1|http|rest|service|example|sample|template|dist)$|(?:^|\/)(?:dockerfile|makefile|compose|\.[\w-]+rc)[^/]*$/i;

export function contentsOf(path: string): Contents {
  if (VALUES.test(path) && !EXAMPLE.test(path)) return "values";
  return SETTINGS.test(path) ? "settings" : "code";
}

/** No secret is shorter, together with what tells that it is one. */
const SHORTEST_LINE = 10;
/** More of one line no prompt has room for. */
const LONGEST_LINE = 20_000;

export function findSecrets(line: string, contents: Contents): readonly Span[] {
  const spans = contents === "values" ? valueOf(line) : [];
  if (line.length < SHORTEST_LINE) return spans;
  const text = line.length > LONGEST_LINE ? line.slice(0, LONGEST_LINE) : line;
  spans.push(
    ...issued(text),
    ...named(text, contents),
    ...(text.includes("://") ? inAddresses(text) : []),
    ...(text.includes("value") ? namedValues(text, contents) : []),
    ...values(text, USER_OPTION, isPassword),
    ...values(text, AUTHORIZATION, isRandom),
    ...values(text, ENCODED_LINE, isMixed),
  );
  return spans.length > 1 ? merged(spans) : spans;
}

/** `matchAll` copies the pattern each time, which takes longer than the search. */
function matches(text: string, pattern: RegExp): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match);
  return found;
}

/** No key is shorter; few lines of code have anything as long. */
const LONG_WORD = /[\w/.$:~-]{15}/;

function issued(text: string): Span[] {
  if (!LONG_WORD.test(text)) return [];
  return matches(text, ISSUED_KEY).map((match) => {
    const kept = match.slice(1).find((group) => group !== undefined) ?? "";
    return { start: match.index + kept.length, end: match.index + match[0].length };
  });
}

/** What the pattern's group holds, where it is accepted. */
function values(text: string, pattern: RegExp, accepts: (value: string) => boolean): Span[] {
  return matches(text, pattern).flatMap((match) => {
    const value = match.slice(1).find((group) => group !== undefined) ?? "";
    if (!accepts(value)) return [];
    const start = match.index + match[0].lastIndexOf(value);
    return [{ start, end: start + value.length }];
  });
}

function inAddresses(text: string): Span[] {
  const isKey = (value: string) => isRandom(value) && issued(value).length === 0;
  return [...values(text, ADDRESS_PASSWORD, isAddressPassword), ...values(text, ADDRESS_KEY, isKey)];
}

function namedValues(text: string, contents: Contents): Span[] {
  const lone = contents === "settings" ? values(text, LONE_VALUE, isRandom) : [];
  return [...values(text, NAMED_VALUE, isSecret), ...lone];
}

const isSecret = (value: string) => isRandom(value) || isPassword(value);
const isMixed = (value: string) => /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);

const THOUGHT_UP = /^(?:pass|pwd|secret|credential|identified)/i;
/** As code refers to what another place holds; none of its names is a number. */
const REFERENCE = /^(?!.*[\da-f]{24})(?:[A-Za-z_$][\w$]*(?:\.|::|->)[A-Za-z_$]|[A-Z_]+$|[a-z_]+$)/;

function named(text: string, contents: Contents): Span[] {
  const spans: Span[] = [];
  ASSIGNMENT.lastIndex = 0;
  for (let match = ASSIGNMENT.exec(text); match; match = ASSIGNMENT.exec(text)) {
    const [all, name = "", rest = ""] = match;
    const value = valueIn(match, contents);
    const end = match.index + all.length;
    if (value !== undefined && !ABOUT_IT.test(rest)) spans.push({ start: end - value.length, end });
    // What looks like a value may itself be a name that gets one.
    ASSIGNMENT.lastIndex = match.index + name.length + rest.length;
  }
  return spans;
}

/** What the name is given, if it is a secret. */
function valueIn(match: RegExpExecArray, contents: Contents): string | undefined {
  const [, name = "", , , quoted, bare = ""] = match;
  const value = quoted?.slice(1) ?? bare;
  const mayBeThoughtUp = THOUGHT_UP.test(name) || (contents !== "code" && value.length >= 8);
  if (!isRandom(value) && !(mayBeThoughtUp && isPassword(value))) return undefined;
  return quoted !== undefined || standsBare(match, contents) ? value : undefined;
}

/** Without quotes, code means its own names; values stand so in settings, addresses, connection strings and commands. */
function standsBare(match: RegExpExecArray, contents: Contents): boolean {
  const [, , , given = "", , value = ""] = match;
  const before = match.input.slice(0, match.index);
  if (REFERENCE.test(value) || /[,(]/.test(given)) return false;
  if (given.trim() === "") return /--?[\w-]{0,20}$/.test(before) || SETTING.test(before);
  if (contents !== "code" || /^[\da-f]{24,}$/i.test(value)) return true;
  if (COMMENT.test(before)) return isRandom(value);
  return given === "=" && /(?:[?&;"'`]\s?|--?)[\w. -]{0,20}$/.test(before);
}

/** As a Dockerfile, and shells that know no equals sign, give a variable its value. */
const SETTING = /^\s*(?:ENV|ARG|setenv|set(?:\s{1,4}-{1,2}\w{1,12}){1,3})\s{1,4}[\w-]{0,40}$/i;
const COMMENT = /^\s*(?:\/\/|\/?\*|#|--|<!--)/;

const VALUE = /^\s*(?:#\s*)?(?:export\s+)?[\w.:/@-]+\s*=\s*["']?([^"'\r\n]*)/;
/** A comment, a section's head, or a name that is being typed. */
const NO_VALUE = /^\s*(?:#|$|\[|(?:export\s+)?[A-Za-z_]{1,30}\s*$)/;
/** What a line of such a file gives away: what comes behind its first equals sign, or else all of it. */
function valueOf(line: string): Span[] {
  const match = VALUE.exec(line);
  const value = (match ? (match[1] ?? "") : line).trim();
  if (HARMLESS.test(value) || (!match && NO_VALUE.test(line))) return [];
  const start = match ? match[0].length - (match[1] ?? "").trimStart().length : line.indexOf(value);
  return [{ start, end: start + value.length }];
}

/** In order, none touching another. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) {
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    } else result.push(span);
  }
  return result;
}
