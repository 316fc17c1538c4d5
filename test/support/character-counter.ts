/** One token a character, so that budgets can be read off. */
import type { Fit, TokenCounter, Walk } from "../../server/completion/ports.ts";

export const characters: TokenCounter = { count: (text) => text.length, fit: fitLines, exact: true };

function fitLines({ document, start, step, edge, budget }: Walk): Fit {
  let tokens = edge.length;
  let lines = 0;
  for (let next = step > 0 ? start : start - 1; ; next += step) {
    const line = document.lines[next];
    if (line === undefined || tokens + line.length > budget) return { lines, tokens };
    tokens += line.length;
    lines++;
  }
}
