/** What a text would do without being seen, made harmless and seen: control characters, colours of a terminal, marks that turn the direction. */

const TERMINAL =
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  /\u001B(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]{0,1000}(?:\u0007|\u001B\\)|[@-Z\\-_])?|\u009B[0-?]*[ -/]*[@-~]/g;
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
/** They reorder or hide what stands beside them; the last ones spell invisible letters. Joiners stay: scripts and emoji need them. */
const HIDDEN =
  /[\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|[\u{E0000}-\u{E007F}]/gu;

/** Without what a terminal would obey. The lines end as lines do here. */
export function plain(text: string): string {
  return text.replaceAll(TERMINAL, "").replaceAll(/\r\n?/g, "\n").replaceAll(CONTROL, "");
}

/** With the name of each mark that is not seen in its place. */
export function visible(text: string): string {
  return text.replaceAll(HIDDEN, nameOf);
}

/** To the letter: what a terminal would obey is shown as well. For what the user is asked to allow. */
export function literal(text: string): string {
  return visible(text).replaceAll(CONTROL, nameOf).replaceAll("\r", "[U+000D]");
}

function nameOf(mark: string): string {
  return `[U+${(mark.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}]`;
}

/** Where an escape begins at the end whose rest may still come. */
export function openEscape(text: string): number {
  // oxlint-disable-next-line no-control-regex -- it is what is looked for
  const at = text.search(/(?:\u001B(?:\[[0-?]*[ -/]*|\][^\u0007\u001B]{0,200})?|\u009B[0-?]*|\r)$/);
  return at < 0 ? text.length : at;
}
