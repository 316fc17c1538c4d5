/** From what the witnesses say to the one next token, and how sure it is. Holds no text and looks nothing up. */
import { BOUNDARY, endsLine, type Lexicon } from "./lexicon.ts";
import type { Witness } from "./evidence.ts";

export interface Prediction {
  readonly token: number;
  /** How likely it is right, given that all before it is. */
  readonly chance: number;
}

interface Party {
  readonly token: number;
  odds: number;
  best: number;
  size: number;
}

export interface Question {
  readonly what: "token" | "break";
  /** How much of the token was typed already, and agrees with all that is said. */
  readonly typedChars: number;
}

/** The token most spoken for. All ends of a line count as one, unless it is asked how the next line begins. */
export function predict(
  heard: readonly Witness[],
  words: Lexicon,
  { what, typedChars }: Question,
): Prediction | undefined {
  const parties = new Map<number, Party>();
  for (const { says, odds } of heard) {
    const key = what === "token" && endsLine(says) ? BOUNDARY : says;
    const party = parties.get(key) ?? { token: key, odds: 0, best: 0, size: 0 };
    party.odds += odds;
    party.best = Math.max(party.best, odds);
    party.size++;
    parties.set(key, party);
  }
  let winner: Party | undefined;
  let total = 0;
  for (const party of parties.values()) {
    total += party.odds;
    if (!winner || party.odds > winner.odds) winner = party;
  }
  if (!winner) return undefined;
  const score =
    standing(winner, { against: total - winner.odds, heard: heard.length }) + typedScore(typedChars);
  const sure = score + (words.isName(winner.token) ? 0.77 : 0);
  return { token: winner.token, chance: 1 / (1 + Math.exp(-sure)) };
}

/** Fitted as the odds of a witness are, and to the same places: of what got 0.9 or more, 97 % was right. */
function standing({ odds, best, size }: Party, others: { against: number; heard: number }): number {
  return (
    -1.5 +
    1.33 * Math.log(best) -
    0.2 * Math.log(odds) -
    0.67 * Math.log(others.against + 0.1) +
    0.93 * Math.log(size) -
    0.07 * Math.log(others.heard)
  );
}

/** That one begins with what was typed says more than the rest allows for. */
function typedScore(chars: number): number {
  return chars === 0 ? 0 : 1.16 + 0.14 * Math.min(chars, 6);
}
