/** The character references that texts for people hold: by number, and the names that are in use. */

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  copy: "©",
  reg: "®",
  trade: "™",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  times: "×",
  divide: "÷",
  plusmn: "±",
  le: "≤",
  ge: "≥",
  ne: "≠",
  asymp: "≈",
  larr: "←",
  uarr: "↑",
  rarr: "→",
  darr: "↓",
  harr: "↔",
  rArr: "⇒",
  deg: "°",
  micro: "µ",
  euro: "€",
  pound: "£",
  sect: "§",
};

export function entitiesIn(text: string): string {
  return text.includes("&") ? text.replaceAll(/&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|\w+);/g, character) : text;
}

function character(all: string, name: string): string {
  if (!name.startsWith("#")) return NAMED[name] ?? all;
  const code = Number(name.slice(1).replace(/^x/i, "0x"));
  const isControl = code < 32 || (code > 126 && code < 160);
  const isCharacter = !isControl && code <= 0x10_ff_ff && (code < 0xd8_00 || code > 0xdf_ff);
  return isCharacter ? String.fromCodePoint(code) : "\uFFFD";
}
