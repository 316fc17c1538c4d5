/**
 * What completions come to: what was asked, offered and accepted, and what of it stayed. All of it is kept on this machine,
 * in figures alone.
 */
import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { afterAccepting } from "../completion/ahead.ts";
import type { Suggestion } from "../completion/outcome.ts";
import type { Clock, Spending } from "../completion/ports.ts";
import type { CompletionRequest, Snapshot } from "../completion/request.ts";
import type { Log } from "../log.ts";
import type { UsageEvent } from "./event.ts";
import { keptShare } from "./kept.ts";
import { createLedger } from "./ledger.ts";
import { createOffers } from "./offers.ts";
import type { Summary } from "./summary.ts";

export interface Usage {
  readonly spent: (spending: Spending) => void;
  /** Answers by what name each of its edits is reported when it is accepted: the suggestion's own first. */
  readonly offered: (request: CompletionRequest, suggestion: Suggestion) => readonly string[];
  readonly accepted: (name: string) => void;
  /** Over the last days, today among them. */
  readonly summary: (days: number) => Promise<Summary>;
  /** Nothing is looked after any more. Resolves when all is on disk. */
  readonly close: () => Promise<void>;
}

interface Surroundings {
  readonly cache: string;
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly openDocuments: () => readonly Snapshot[];
  readonly log: Pick<Log, "write">;
}

const LOOKED_AFTER_SECONDS = [30, 300] as const;
/** What `UsageEvent` asks for, without what is the same for all. */
type News = UsageEvent extends infer Event
  ? Event extends UsageEvent
    ? Omit<Event, "at" | "id">
    : never
  : never;

export function createUsage(surroundings: Surroundings): Usage {
  const { cache, clock, now = Date.now, openDocuments, log } = surroundings;
  const closing = new AbortController();
  const folder = join(cache, "usage");
  const ledger = createLedger(folder, (line) => log.write("debug", line));
  const window = randomUUID().slice(0, 8);
  const offers = createOffers();
  const write = (id: number, news: News) =>
    ledger.write({ at: now(), id: `${window}-${String(id)}`, ...news });

  async function lookAfter(
    id: number,
    { uri, lines }: { uri: string; lines: readonly string[] },
  ): Promise<void> {
    let passed = 0;
    for (const afterSeconds of LOOKED_AFTER_SECONDS) {
      await clock.sleep((afterSeconds - passed) * 1000, closing.signal);
      passed = afterSeconds;
      const current = openDocuments().find((document) => document.uri === uri);
      if (closing.signal.aborted || !current) return;
      write(id, { kind: "kept", afterSeconds, share: keptShare(lines, current.lines) });
    }
  }

  return {
    spent: (spending) => write(spending.id, newsOf(spending)),
    offered(request, suggestion) {
      const { id, text, target, timings } = suggestion;
      const { languageId: language } = request.place.document;
      if (!offers.has(id)) {
        write(id, { kind: "offered", target, language, characters: text.length, ms: timings.total ?? 0 });
      }
      return offers.put(request, suggestion);
    },
    accepted(name) {
      const taken = offers.take(name);
      if (!taken) return;
      const { id, request, edit } = taken;
      write(id, { kind: "accepted", characters: edit.text.length });
      const { document, line } = afterAccepting(request.place, edit);
      const lines = document.lines.slice(request.place.line, line + 1);
      void lookAfter(id, { uri: document.uri, lines });
    },
    async summary(days) {
      await ledger.written();
      const { readUsage } = await import("./read-usage.ts");
      return readUsage(folder, { days, now: now() });
    },
    close() {
      closing.abort();
      return ledger.written();
    },
  };
}

/** By the provider's own count, where it tells. */
function newsOf({ target, trigger, promptTokens, receivedTokens, usage, ended }: Spending): News {
  const {
    inputTokens: sent = promptTokens,
    outputTokens: received = receivedTokens,
    cachedTokens: cached,
  } = usage ?? {};
  return { kind: "spent", target, trigger, sent, received, ...(cached !== undefined && { cached }), ended };
}
