/** Reads a file, or some lines of it, with their numbers. */
import * as z from "zod/mini";

import { told, type Told } from "../../completion/told.ts";
import type { ChatTool } from "../tool.ts";
import type { ToolGround } from "./ground.ts";
import { inertLine } from "./inert.ts";
import { argument, makeTool } from "./make-tool.ts";
import { shownFile } from "./shown-text.ts";

const MAX_LINES = 1_000;
/** A longer line is data. */
const MAX_LINE_CHARS = 2_000;
const MAX_CHARS = 60_000;

const line = (meaning: string) => z.optional(argument(z.int(), meaning));

export function readFileTool(ground: ToolGround): ChatTool {
  return makeTool({
    name: "read_file",
    description: `Reads a text file of the workspace, with line numbers. At most ${String(MAX_LINES)} lines at once.`,
    reads: true,
    schema: z.object({
      path: argument(z.string(), "The file, such as src/main.ts"),
      first_line: line("The first line to read, from 1. All of the file when left out."),
      last_line: line("The last line to read."),
    }),
    plan: ({ path, first_line = 1, last_line = Infinity }) => ({
      title: titleOf(path, first_line, last_line),
      async run() {
        const from = Math.max(1, first_line) - 1;
        // What is no line means the end.
        const to = last_line < 1 ? Infinity : Math.max(first_line, last_line) - 1;
        const shown = await shownFile(path, ground, {
          first: from,
          last: Math.min(to, from + MAX_LINES - 1),
        });
        if ("problem" in shown) return { text: shown.problem, failed: true };
        const { lines, total } = shown;
        const first = shown.range.first + 1;
        const numbers = numbered(lines, first);
        const last = first + numbers.length - 1;
        const isMore = last <= Math.min(to, total - 1);
        const rest = isMore ? ` Read on with first_line ${String(last + 1)}.` : "";
        const head = `${shown.path}, lines ${String(first)} to ${String(last)} of ${String(total)}.${rest}`;
        return { text: [head, ...numbers].join("\n") };
      },
    }),
  });
}

function titleOf(path: string, first: number, last: number): Told {
  const file = inertLine(path);
  if (last !== Infinity) return told("Read {0}, lines {1} to {2}", file, String(first), String(last));
  return first > 1 ? told("Read {0} from line {1}", file, String(first)) : told("Read {0}", file);
}

/** As many as have room. */
function numbered(lines: readonly string[], first: number): readonly string[] {
  const result: string[] = [];
  let chars = 0;
  for (const [at, text] of lines.entries()) {
    const cut = text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}… (cut)` : text;
    const line = `${String(first + at)}\t${cut}`;
    chars += line.length + 1;
    if (chars > MAX_CHARS && result.length > 0) break;
    result.push(line);
  }
  return result;
}
