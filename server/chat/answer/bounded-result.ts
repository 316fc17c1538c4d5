/**
 * What a tool tells, as much of it as a conversation keeps: its beginning line by line as it comes, and its end when it is
 * over. By lines, because a secret that comes in two pieces could not be told from other text.
 */

const MAX_BEGINNING = 60_000;
const MAX_END = 20_000;

export interface BoundedResult {
  readonly add: (text: string) => void;
  readonly end: () => void;
}

export function boundedResult(tell: (text: string) => void): BoundedResult {
  let room = MAX_BEGINNING;
  let held = "";
  let leftOut = 0;
  return {
    add(text) {
      held += text;
      const lines = held.slice(0, Math.min(held.lastIndexOf("\n") + 1, room));
      room -= lines.length;
      held = held.slice(lines.length);
      if (lines !== "") tell(lines);
      if (held.length <= 2 * MAX_END) return;
      // One endless line counts as told, too: nothing of it would ever be.
      room = 0;
      leftOut += held.length - MAX_END;
      held = held.slice(-MAX_END);
    },
    end() {
      const shown = held.slice(-MAX_END - room);
      const missing = leftOut + held.length - shown.length;
      if (missing > 0) tell(`\n[… ${String(missing)} characters left out …]\n`);
      if (shown !== "") tell(shown);
      held = "";
    },
  };
}
