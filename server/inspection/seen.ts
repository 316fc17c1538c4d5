/** What is kept of one request to a target: enough to explain it, and no state of a document. */
import { toTell } from "../completion/told.ts";
import type { Asking } from "../completion/asking.ts";
import type { Outcome } from "../completion/outcome.ts";
import type { CompletionTarget, Snippet, TokenCounter } from "../completion/ports.ts";
import type { CompletionRequest } from "../completion/request.ts";
import type { Mending } from "../completion/suggestion/mendings.ts";

export interface Where {
  readonly path: string;
  /** From 1, as editors show them. */
  readonly line: number;
  readonly column: number;
  readonly trigger: CompletionRequest["trigger"];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface Seen extends Omit<Asking, "request" | "found" | "mended">, Where {
  readonly mended: readonly Mending[];
  /** Counted when somebody looks: that takes longer than a keystroke may wait. */
  readonly parts: () => readonly Part[];
  readonly found: readonly Find[];
  readonly efforts: readonly Effort[];
}

/** What a source of context took and found; one that was late is here as well. */
export interface Effort {
  readonly source: string;
  readonly ms: number;
  readonly found: number;
}

/** What a part of the prompt takes, counted as the budget is. */
export interface Part {
  readonly name: string;
  readonly tokens: number;
  readonly snippet?: Snippet;
}

export interface Find extends Pick<Snippet, "path" | "source" | "score"> {
  readonly taken: boolean;
}

/** One completion, from the editor's question to the answer. */
export interface Conclusion extends Where {
  readonly outcome: Outcome;
}

export function whereOf({ place, trigger }: CompletionRequest, at: number): Where {
  const { document, line, character } = place;
  return { path: document.path, line: line + 1, column: character + 1, trigger, at };
}

interface Circumstances {
  readonly at: number;
  readonly counter: (target: CompletionTarget) => TokenCounter;
  readonly efforts: readonly Effort[];
}

export function seenOf(
  { request, found, mended, ...asking }: Asking,
  { at, counter, efforts }: Circumstances,
): Seen {
  const taken = new Set(
    asking.fitted.snippets.map(({ path, source, score }) => nameOf({ path, source, score })),
  );
  return {
    ...asking,
    ...whereOf(request, at),
    mended: mended(),
    efforts,
    parts: () => partsOf(asking, counter(asking.target)),
    found: found.map(({ path, source, score }) => ({
      path,
      source,
      score,
      taken: taken.has(nameOf({ path, source, score })),
    })),
  };
}

function nameOf({ path, source, score }: Omit<Find, "taken">): string {
  return JSON.stringify([path, source, score]);
}

function partsOf(
  { fitted, outcome }: Pick<Asking, "fitted" | "outcome">,
  { count }: TokenCounter,
): readonly Part[] {
  const parts: readonly Part[] = [
    { name: toTell("before the cursor"), tokens: count(fitted.prefix) },
    { name: toTell("behind the cursor"), tokens: count(fitted.suffix) },
    ...fitted.snippets.map((snippet) => ({
      name: snippet.path,
      tokens: count(snippet.path) + count(snippet.text),
      snippet,
    })),
  ];
  const all = outcome.prompt?.tokens ?? 0;
  const rest = all - parts.reduce((sum, { tokens }) => sum + tokens, 0);
  return rest > 0 ? [...parts, { name: toTell("markers, paths and instructions"), tokens: rest }] : parts;
}
