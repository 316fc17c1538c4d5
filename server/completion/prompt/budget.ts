/** Step 6: what of the document and of the snippets fits into the target's prompt, in whole lines, nearest to the cursor first. */
import { lineBefore } from "../place.ts";
import type { CompletionTarget, Snippet, TokenCounter } from "../ports.ts";
import type { Place } from "../request.ts";

export interface Fitted {
  readonly prefix: string;
  readonly suffix: string;
  readonly snippets: readonly Snippet[];
  readonly tokens: number;
}

/** Markers, paths and separators that `render` adds. */
const OVERHEAD_TOKENS = 48;
const SHARES = { suffix: 0.25, snippets: 0.25 } as const;

export function fit(
  { place, snippets }: { place: Place; snippets: readonly Snippet[] },
  target: CompletionTarget,
  counter: TokenCounter,
): Fitted {
  const budget = Math.max(0, target.promptTokens - OVERHEAD_TOKENS);
  const { lines } = place.document;
  const own = lines[place.line] ?? "";
  const below = [own.slice(place.character), ...lines.slice(place.line + 1)];
  const above = [...lines.slice(0, place.line), lineBefore(place)].toReversed();

  const suffix = takeLines(below, budget * SHARES.suffix, counter);
  const chosen = takeSnippets(snippets, budget * SHARES.snippets, counter);
  const prefix = takeLines(above, budget - suffix.tokens - chosen.tokens, counter);
  return {
    prefix: prefix.lines.toReversed().join(""),
    suffix: suffix.lines.join(""),
    snippets: chosen.snippets,
    tokens: prefix.tokens + suffix.tokens + chosen.tokens,
  };
}

interface Taken {
  readonly lines: string[];
  readonly tokens: number;
}

/** The first line is always taken: without what stands next to the cursor there is nothing to complete. */
function takeLines(lines: readonly string[], budget: number, counter: TokenCounter): Taken {
  const taken: string[] = [];
  let tokens = 0;
  for (const line of lines) {
    const cost = counter.count(line);
    if (taken.length > 0 && tokens + cost > budget) break;
    taken.push(line);
    tokens += cost;
  }
  return { lines: taken, tokens };
}

function takeSnippets(snippets: readonly Snippet[], budget: number, counter: TokenCounter) {
  const taken: Snippet[] = [];
  let tokens = 0;
  for (const snippet of snippets) {
    const cost = counter.count(snippet.path) + counter.count(snippet.text);
    if (tokens + cost > budget) continue;
    taken.push(snippet);
    tokens += cost;
  }
  return { snippets: taken, tokens };
}
