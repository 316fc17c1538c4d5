/** What was made of an answer, step by step, each with its reason. Done again, since nobody waits for it. */
import { NOTES, type Noted } from "./note.ts";
import { read } from "./read.ts";
import { repairEnd, type RepairRules } from "./repair.ts";

export interface Mending {
  readonly why: string;
  /** What was left by then. */
  readonly text: string;
}

/** `ending`: how the stream ended, if it did by itself. */
export function mendings(raw: string, rules: RepairRules, ending?: "stop" | "length"): readonly Mending[] {
  const made: Mending[] = [];
  let last = raw.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  const note = (step: Noted, text: string) => {
    if (text !== last) made.push({ why: NOTES[step], text });
    last = text;
  };
  const { text } = read(raw, { ...rules, note }, ending);
  repairEnd(text, rules.hole, note);
  return made;
}
