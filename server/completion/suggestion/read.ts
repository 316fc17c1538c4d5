/** Steps 9 and 10 on all that has arrived so far: what there is to show of it, and whether that is enough. */
import { type Cut, cut } from "./cut.ts";
import { type RepairRules, repairStart } from "./repair.ts";

/** `ending`: how the stream ended, once it has. */
export function read(raw: string, rules: RepairRules, ending?: "stop" | "length"): Cut {
  const { text, ended } = repairStart(raw, rules, ending !== undefined);
  const over = ending ?? (ended ? "stop" : undefined);
  const { hole, extent } = rules;
  const enough = cut(text, { hole, extent, ...(over && { ended: over }) });
  rules.note?.(enough.why ?? "enough", enough.text);
  return ended ? { ...enough, done: true } : enough;
}
