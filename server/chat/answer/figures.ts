/** What one request came to, in figures: as the provider tells it, and by our own watch. */
import type { Clock, GenerateEvent, Usage } from "../../completion/ports.ts";
import type { Figures } from "../../protocol/chat/conversation.ts";

export interface Stopwatch {
  readonly heard: (event: GenerateEvent) => void;
  /** Characters that came by now. */
  readonly received: () => number;
  readonly pace: (usage: Usage | undefined) => Pick<Figures, "firstTokenMs" | "tokensPerSecond">;
}

/** Begins now. */
export function stopwatch({ now }: Pick<Clock, "now">): Stopwatch {
  const start = now();
  let first: number | undefined;
  let received = 0;
  return {
    received: () => received,
    heard(event) {
      if (event.kind === "text" || event.kind === "reasoning") received += event.text.length;
      else if (event.kind === "tool-call") received += event.call.arguments.length;
      else return;
      first ??= now();
    },
    pace({ outputTokens } = {}) {
      if (first === undefined) return {};
      const seconds = (now() - first) / 1000;
      const isTelling = outputTokens !== undefined && seconds > 0;
      return {
        firstTokenMs: Math.round(first - start),
        ...(isTelling && { tokensPerSecond: Math.round((10 * outputTokens) / seconds) / 10 }),
      };
    },
  };
}

export function usageFigures(usage: Usage | undefined, money: number | undefined): Partial<Figures> {
  const {
    inputTokens: input,
    outputTokens: output,
    cachedTokens: cached,
    reasoningTokens: reasoning,
    estimated,
  } = usage ?? {};
  return {
    ...(input !== undefined && { input }),
    ...(output !== undefined && { output }),
    ...(cached !== undefined && { cached }),
    ...(reasoning !== undefined && { reasoning }),
    ...(estimated && { estimated }),
    ...(money !== undefined && { money }),
  };
}
