/** Step 9: where the answer ends. Looks at all that has arrived so far, so that a stop split over two deltas is one stop. */
import { columns, opensBlock, type Extent } from "../extent.ts";
import { indentation, withoutTerminator } from "../lines.ts";

type Block = Extent & { kind: "block" };

export interface Cut {
  readonly text: string;
  /** There is enough: the stream can be closed. */
  readonly done: boolean;
}

export interface CutRules {
  readonly extent: Extent;
  readonly stops: readonly string[];
  /** The first line below the cursor that says something: when the model writes it again, it has reached the suffix. */
  readonly nextLine?: string;
}

const MAX_LINES = 30;
const CLOSER = /^\s*(?:[)\]}]|end\b)/;

export function cut(text: string, { extent, stops, ...rest }: CutRules): Cut {
  const stopped = atFirstStop(text, stops);
  if (extent.kind === "line") {
    const end = stopped.text.search(/\r?\n/);
    return end < 0 ? stopped : { text: stopped.text.slice(0, end), done: true };
  }
  return atBlockEnd(stopped, { extent, ...rest });
}

function atFirstStop(text: string, stops: readonly string[]): Cut {
  const ends = stops.map((stop) => text.indexOf(stop)).filter((end) => end >= 0);
  return ends.length > 0 ? { text: text.slice(0, Math.min(...ends)), done: true } : { text, done: false };
}

function atBlockEnd({ text, done }: Cut, { extent, nextLine }: { extent: Block; nextLine?: string }): Cut {
  const lines = text.split("\n");
  for (let index = 1; index < lines.length; index++) {
    const line = withoutTerminator(lines[index] ?? "");
    // A line that is still growing has no end to compare, and no indentation before something else has come.
    const isWhole = done || index < lines.length - 1;
    if (line.trim() === "") continue;
    const position = index >= MAX_LINES ? "outside" : positionOf(line, extent, lines[index - 1]);
    if (position === "outside" || (isWhole && line.trimEnd() === nextLine)) {
      return { text: lines.slice(0, index).join("\n").trimEnd(), done: true };
    }
    if (position === "closes") return { text: lines.slice(0, index + 1).join("\n"), done: isWhole };
  }
  return { text, done };
}

/** Where a line of the answer stands to the block that is being filled. */
function positionOf(line: string, extent: Block, previous = ""): "inside" | "outside" | "closes" {
  const indent = columns(indentation(line));
  if (indent !== extent.indent) return indent > extent.indent ? "inside" : "outside";
  if (!extent.opened) return previous.trim() === "" ? "outside" : "inside";
  if (!CLOSER.test(line)) return "outside";
  return opensBlock(line) ? "inside" : "closes";
}
