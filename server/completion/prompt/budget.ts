/** Step 6: what of the document and of the snippets fits into the target's prompt, in whole lines, nearest to the cursor first. */
import type { CompletionTarget, Snippet, TokenCounter } from "../ports.ts";
import type { Place } from "../request.ts";

export interface Fitted {
  readonly prefix: string;
  readonly suffix: string;
  readonly snippets: readonly Snippet[];
}

/** Markers, paths and separators that `render` adds. */
const OVERHEAD_TOKENS = 48;
const SHARES = { suffix: 0.25, snippets: 0.25 } as const;
/** Of the lines that would fit above the cursor, how many may be left out so that the prompt begins as the last one did. */
const STEP = 0.25;
/** A line of data may be longer than any prompt; what stands next to the cursor is enough of it. */
const MAX_EDGE_CHARACTERS = 2000;

export function fit(
  { place, snippets }: { place: Place; snippets: readonly Snippet[] },
  target: CompletionTarget,
  counter: TokenCounter,
): Fitted {
  const budget = Math.max(0, target.promptTokens - OVERHEAD_TOKENS);
  const suffix = below(place, budget * SHARES.suffix, counter);
  const chosen = takeSnippets(snippets, budget * SHARES.snippets, counter);
  const prefix = above(place, budget - suffix.tokens - chosen.tokens, counter);
  return { prefix: prefix.text, suffix: suffix.text, snippets: chosen.snippets };
}

interface Taken {
  readonly text: string;
  readonly tokens: number;
}

function above({ document, line, character }: Place, budget: number, { count, fit }: TokenCounter): Taken {
  const edge = (document.lines[line] ?? "").slice(0, character);
  if (edge.length > MAX_EDGE_CHARACTERS) {
    const text = edge.slice(-MAX_EDGE_CHARACTERS);
    return { text, tokens: count(text) };
  }
  const { lines, tokens } = fit({ document, start: line, step: -1, edge, budget });
  const first = roundest(line - lines, line - Math.ceil(lines * (1 - STEP)));
  return { text: document.lines.slice(first, line).join("") + edge, tokens };
}

/**
 * The number in a range that the highest power of two divides. A window that begins there stays where it is while its range
 * moves on, line by line, and then makes one big step: so a server finds the prompt of the last keystroke in its cache.
 */
function roundest(from: number, to: number): number {
  if (from === 0) return 0;
  let step = 1;
  while (Math.ceil(from / (2 * step)) * 2 * step <= to) step *= 2;
  return Math.ceil(from / step) * step;
}

function below({ document, line, character }: Place, budget: number, { count, fit }: TokenCounter): Taken {
  const edge = (document.lines[line] ?? "").slice(character);
  if (edge.length > MAX_EDGE_CHARACTERS) {
    const text = edge.slice(0, MAX_EDGE_CHARACTERS);
    return { text, tokens: count(text) };
  }
  const { lines, tokens } = fit({ document, start: line + 1, step: 1, edge, budget });
  return { text: edge + document.lines.slice(line + 1, line + 1 + lines).join(""), tokens };
}

function takeSnippets(snippets: readonly Snippet[], budget: number, { count }: TokenCounter) {
  const taken: Snippet[] = [];
  let tokens = 0;
  for (const snippet of snippets) {
    const cost = count(snippet.path) + count(snippet.text);
    if (tokens + cost > budget) continue;
    taken.push(snippet);
    tokens += cost;
  }
  return { snippets: byFile(taken), tokens };
}

/**
 * Pieces of one file as one, in the order of their lines. The files stand by their paths: from one keystroke to the next what
 * is chosen changes little, and so does the prompt.
 */
function byFile(snippets: readonly Snippet[]): readonly Snippet[] {
  const files = Map.groupBy(snippets, ({ path }) => path);
  return [...files.values()]
    .flatMap((pieces) => joined(pieces))
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function joined(pieces: readonly Snippet[]): readonly Snippet[] {
  const [first] = pieces;
  if (!first || pieces.length === 1) return pieces;
  const texts = pieces.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).map(({ text }) => text.trimEnd());
  return [{ ...first, text: `${texts.join("\n\n")}\n` }];
}
