/**
 * The engine that needs no key and no weights, a provider like any other: what is typed next is looked up in what the
 * workspace already says, learned on the spot. Holds the learned; the rest of the folder reads it.
 */
import { setImmediate } from "node:timers/promises";
import { toTell } from "../completion/told.ts";
import type { CompletionTarget, GenerateEvent, Prompt, Signal } from "../completion/ports.ts";
import { bare } from "./align.ts";
import { cursor } from "./cursor.ts";
import type { Learnable } from "./draft.ts";
import { hole } from "./hole.ts";
import { createLexicon } from "./lexicon.ts";
import { createLibrary } from "./library.ts";
import { propose, type Piece } from "./propose.ts";

export interface Builtin {
  readonly target: CompletionTarget;
  /**
   * The current state of an open document, or a file as it is on disk; cheap when nothing changed. A document that is
   * open must not be learned from disk: the state learned last counts.
   */
  learn(document: Learnable): void;
  forget(uri: string): void;
  generate(prompt: Prompt, signal: Signal): AsyncIterable<GenerateEvent>;
}

const TARGET: CompletionTarget = {
  id: "builtin/workspace",
  form: { kind: "infill" },
  promptTokens: 8192,
  maxTokens: 160,
  temperature: 0,
  stops: [],
  restMs: 0,
  local: true,
  deterministic: true,
};

type Infill = Extract<Prompt, { kind: "infill" }>;

export function createBuiltin(): Builtin {
  const words = createLexicon();
  const learned = createLibrary(words);

  function pieces(prompt: Infill): Iterable<Piece> {
    const at = cursor(prompt.prefix, prompt.suffix, words);
    const own = learned.find(prompt.path);
    return propose(at, {
      words,
      shelves: learned.shelves(),
      languageId: prompt.languageId,
      familiar: new Set(at.context.filter((token) => words.isName(token)).map(bare)),
      own: own?.shelf,
      hole: own && hole(own, at),
    });
  }

  return {
    target: TARGET,
    learn: (document) => learned.learn(document),
    forget: (uri) => learned.forget(uri),
    async *generate(prompt, signal) {
      if (prompt.kind === "infill") yield { kind: "end", reason: yield* told(prompt, signal, pieces) };
      else yield { kind: "failed", failure: WANTS_PARTS };
    },
  };
}

const WANTS_PARTS = {
  kind: "bad-request",
  message: toTell("the built-in engine was sent one text instead of its parts"),
  advice: toTell("Report this as a bug in Keyfill."),
} as const;

/** The pieces as a stream that gives way before each, so that a newer keystroke is heard in between. */
async function* told(
  prompt: Infill,
  signal: Signal,
  pieces: (prompt: Infill) => Iterable<Piece>,
): AsyncGenerator<GenerateEvent, "stop" | "length" | "aborted", undefined> {
  let sent = "";
  let tokens = 0;
  await setImmediate();
  if (signal.aborted) return "aborted";
  for (const piece of pieces(prompt)) {
    tokens += piece.tokens;
    if (tokens > prompt.maxTokens) return "length";
    const text = upToStop(sent + piece.text, prompt.stops).slice(sent.length);
    if (text !== "") yield { kind: "text", text };
    if (text !== piece.text) break;
    sent += text;
    await setImmediate();
    if (signal.aborted) return "aborted";
  }
  return "stop";
}

function upToStop(text: string, stops: readonly string[]): string {
  const found = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return found.length > 0 ? text.slice(0, Math.min(...found)) : text;
}
