/** The letters that byte-level tokenizers write bytes as, in GPT-2's order. */

const PRINTABLE = [
  [0x21, 0x7e],
  [0xa1, 0xac],
  [0xae, 0xff],
] as const;
const FIRST_STAND_IN = 256;

/** The letter of each of the 256 bytes. */
export function byteLetters(): readonly string[] {
  let standIn = FIRST_STAND_IN;
  return Array.from({ length: 256 }, (_, byte) => {
    const isPrintable = PRINTABLE.some(([first, last]) => byte >= first && byte <= last);
    return String.fromCharCode(isPrintable ? byte : standIn++);
  });
}
