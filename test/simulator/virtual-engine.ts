/** The engine's core in virtual time, with a target that takes its time to answer; and, to compare, how most others do it. */
import { createCompleter } from "../../server/completion/complete.ts";
import { splitLines } from "../../server/completion/lines.ts";
import type { CompletionTarget, GenerateEvent, Prompt, Signal } from "../../server/completion/ports.ts";
import type { Place, Snapshot } from "../../server/completion/request.ts";
import { characters } from "../support/character-counter.ts";
import { OPEN } from "../../server/completion/open-privacy.ts";
import type { Job } from "./job.ts";
import { answerTo, type Knowledge, piecesOf } from "./model.ts";
import type { Answering } from "./sitting.ts";
import type { VirtualTime } from "./virtual-time.ts";
import { languages } from "../support/languages.ts";

export interface Speed {
  readonly firstTextMs: number;
  readonly pieceMs: number;
}

export interface Served {
  requests: number;
  aborted: number;
  characters: number;
}

interface Serving {
  readonly time: VirtualTime;
  readonly knowledge: Knowledge;
  readonly speed: Speed;
  readonly served: Served;
  readonly job: () => Job;
  readonly eol?: "\r\n";
}

const TARGET: CompletionTarget = {
  id: "test/model",
  form: { kind: "infill" },
  promptTokens: 4000,
  maxTokens: 200,
  temperature: 0,
  stops: [],
  restMs: 75,
};
const NEVER = new AbortController().signal;

async function* generate(
  { time, knowledge, speed, served, job }: Serving,
  prompt: Prompt,
  signal: Signal,
): AsyncGenerator<GenerateEvent> {
  served.requests++;
  let isWhole = false;
  try {
    await time.sleep(speed.firstTextMs, signal);
    const daring =
      prompt.temperature > 0 ? { ...knowledge, seed: knowledge.seed + served.requests } : knowledge;
    const prefix = prompt.kind === "infill" ? prompt.prefix.replaceAll("\r\n", "\n") : "";
    for (const piece of piecesOf(answerTo(prefix, job(), daring))) {
      if (signal.aborted) break;
      served.characters += piece.length;
      yield { kind: "text", text: piece };
      await time.sleep(speed.pieceMs, signal);
    }
    isWhole = !signal.aborted;
    yield { kind: "end", reason: isWhole ? "stop" : "aborted" };
  } finally {
    if (!isWhole) served.aborted++;
  }
}

function placeIn(document: Snapshot, head: string): Place {
  const above = splitLines(head);
  return { document, line: above.length - 1, character: above.at(-1)?.length ?? 0 };
}

/** The next state shares the lines that are the same, as the real documents do. */
function stateAfter(before: Snapshot, text: string): Snapshot {
  const lines = splitLines(text);
  for (let at = 0; at < lines.length && lines[at] === before.lines[at]; at++)
    lines[at] = before.lines[at] ?? "";
  for (let end = 1; end <= lines.length && lines.at(-end) === before.lines.at(-end); end++) {
    lines[lines.length - end] = before.lines.at(-end) ?? "";
  }
  return { ...before, version: before.version + 1, lines };
}

/** The first of its documents, and another one for each name. */
export interface VirtualEngine extends Answering {
  readonly document: (uri: string) => Answering;
}

export function virtualEngine(serving: Serving, target: Partial<CompletionTarget> = {}): VirtualEngine {
  const written = (text: string) => text.replaceAll("\n", serving.eol ?? "\n");
  const asked = { ...TARGET, ...target };
  const completer = createCompleter({
    clock: serving.time,
    newAborter: () => new AbortController(),
    target: () => ({ kind: "target", target: asked }),
    privacy: OPEN,
    retrieve: () => Promise.resolve([]),
    language: languages.named,
    counter: () => characters,
    generate: (_target, prompt, signal) => generate(serving, prompt, signal),
  });
  const documentAt = (uri: string): Answering => {
    let document: Snapshot = { uri, path: "a.js", languageId: "javascript", version: 0, lines: [""] };
    return {
      change(text) {
        document = stateAfter(document, written(text));
        completer.documentChanged(document);
      },
      async ask({ manual, signal, head }) {
        const trigger = manual ? "manual" : "automatic";
        const place = placeIn(document, written(head));
        const asked = { place, trigger, enabled: true, candidates: 3, askAhead: "local" } as const;
        const outcome = await completer.complete(asked, signal);
        if (outcome.kind === "nothing") return [];
        return [outcome, ...(outcome.alternatives ?? [])].map(({ text, replaces }) => ({
          text: text.replaceAll("\r\n", "\n"),
          replaces,
        }));
      },
    };
  };
  return { ...documentAt("file:///w/a.js"), document: documentAt };
}

/** Rests for 350 ms, asks for every state anew, and ends the request when the next key comes. */
export function usualEngine(serving: Serving): Answering {
  return {
    change: () => undefined,
    async ask({ head, manual, signal }) {
      if (!manual) await serving.time.sleep(300, signal);
      if (signal.aborted) return [];
      const prompt: Prompt = {
        kind: "infill",
        path: "a.js",
        languageId: "javascript",
        prefix: head,
        suffix: "",
        snippets: [],
        maxTokens: 200,
        temperature: 0,
        stops: [],
      };
      let text = "";
      for await (const event of generate(serving, prompt, manual ? NEVER : signal)) {
        if (event.kind === "text") text += event.text;
        if (text.includes("\n")) break;
      }
      const [line = ""] = text.split("\n");
      return line.trim() === "" || signal.aborted ? [] : [{ text: line, replaces: 0 }];
    },
  };
}
