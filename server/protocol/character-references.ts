/** Characters that texts for people write by name or number: the chat's page reads answers so, and the engine the pages of the internet. */

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

const REFERENCE = /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]+\d?);/gi;

/** A number that is nobody's character, or that of a control character, becomes `otherwise`; an unknown name stays. */
export function readReferences(text: string, otherwise = "\uFFFD"): string {
  if (!text.includes("&")) return text;
  return text.replaceAll(REFERENCE, (whole, name: string) => {
    if (!name.startsWith("#")) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? whole;
    const code = Number(name.slice(1).replace(/^x/i, "0x"));
    return isText(code) ? String.fromCodePoint(code) : otherwise;
  });
}

function isText(code: number): boolean {
  if (code < 32) return code === 9 || code === 10 || code === 13;
  const isControl = code > 126 && code < 160;
  const isHalf = code >= 0xd8_00 && code <= 0xdf_ff;
  return !isControl && !isHalf && code <= 0x10_ff_ff;
}
