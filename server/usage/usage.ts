/**
 * What completions come to: what was asked, offered and accepted, and what of it stayed. All of it is kept on this machine,
 * in figures alone.
 */
import { join } from "node:path";

import { afterAccepting } from "../completion/ahead.ts";
import type { Suggestion } from "../completion/outcome.ts";
import type { Clock, Signal, Spending } from "../completion/ports.ts";
import type { CompletionRequest, Snapshot } from "../completion/request.ts";
import type { Log } from "../log.ts";
import type { Summary } from "../protocol/usage.ts";
import { moneyFor, type Price } from "./budget.ts";
import type { UsageEvent } from "./event.ts";
import { keptShare } from "./kept.ts";
import { createLedger } from "./ledger.ts";
import { createOffers } from "./offers.ts";
import { createSpend, type Spend } from "./spend.ts";

export interface Usage {
  readonly spent: (spending: Spending, cost: Cost) => void;
  /** What all windows may spend in a day, and how far that is. */
  readonly spend: Pick<Spend, "keepTo" | "reached" | "today">;
  /** Whatever it costs today, in any window. */
  readonly goOn: () => void;
  /** Answers by what name each of its edits is reported when it is accepted: the suggestion's own first. */
  readonly offered: (request: CompletionRequest, suggestion: Suggestion) => readonly string[];
  readonly accepted: (name: string) => void;
  /** Over the last days, today among them. */
  readonly summary: (days: number) => Promise<Summary>;
  /** All that was written down, a line of JSON for each event. */
  readonly export: () => Promise<string>;
  /** Nothing of it is left on disk. */
  readonly clear: () => Promise<void>;
  /** Nothing is looked after any more. Resolves when all is on disk. */
  readonly close: () => Promise<void>;
}

export interface Cost {
  /** A target of the user's own costs nothing. */
  readonly isLocal: boolean;
  readonly price: () => Promise<Price | undefined>;
  /** As far as it is known without asking anybody. */
  readonly known?: () => Price | undefined;
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

/** To tell windows apart, no secret: cryptography would weigh 2 MB in every window. */
function windowName(): string {
  const number = Math.trunc(Math.random() * 2 ** 32);
  return number.toString(16).padStart(8, "0");
}

export function createUsage({ cache, clock, now = Date.now, openDocuments, log }: Surroundings): Usage {
  const closing = new AbortController();
  const folder = join(cache, "usage");
  const ledger = createLedger(folder, (line) => log.write("debug", line));
  const window = windowName();
  const offers = createOffers();
  const spend = createSpend({ folder, window, now });
  const write = (id: number, news: News) => {
    const event = { at: now(), id: `${window}-${String(id)}`, ...news };
    ledger.write(event);
    spend.own(event);
  };

  return {
    spend,
    spent(spending, cost) {
      const news = newsOf(spending, cost);
      const put = (price?: Price) => write(spending.id, { ...news, ...moneyFor(news, price) });
      if (cost.isLocal || !spend.countsMoney()) put(cost.known?.());
      else void cost.price().then(put);
    },
    goOn: () => write(0, { kind: "went-on" }),
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
      const kept = (afterSeconds: number, share: number) => write(id, { kind: "kept", afterSeconds, share });
      void lookAfter({ uri: document.uri, lines, kept }, { clock, openDocuments }, closing.signal);
    },
    async summary(days) {
      await ledger.written();
      const { readUsage } = await import("./read-usage.ts");
      return readUsage(folder, { days, now: now() });
    },
    async export() {
      await ledger.written();
      const { exportUsage } = await import("./read-usage.ts");
      return exportUsage(folder);
    },
    async clear() {
      await ledger.written();
      const { clearUsage } = await import("./read-usage.ts");
      await clearUsage(folder);
    },
    close() {
      closing.abort();
      return ledger.written();
    },
  };
}

/** By the provider's own count, where it tells. */
function newsOf(
  { target, trigger, promptTokens, receivedTokens, usage, ended }: Spending,
  { isLocal }: Cost,
) {
  const {
    inputTokens: sent = promptTokens,
    outputTokens: received = receivedTokens,
    cachedTokens: cached,
  } = usage ?? {};
  const told = { sent, received, ...(cached !== undefined && { cached }) };
  return {
    kind: "spent",
    target,
    trigger,
    ...told,
    ...(isLocal && { local: true as const }),
    ended,
  } as const;
}

interface Accepted {
  readonly uri: string;
  readonly lines: readonly string[];
  readonly kept: (afterSeconds: number, share: number) => void;
}

async function lookAfter(
  { uri, lines, kept }: Accepted,
  { clock, openDocuments }: Pick<Surroundings, "clock" | "openDocuments">,
  closing: Signal,
): Promise<void> {
  let passed = 0;
  for (const afterSeconds of LOOKED_AFTER_SECONDS) {
    await clock.sleep((afterSeconds - passed) * 1000, closing);
    passed = afterSeconds;
    const current = openDocuments().find((document) => document.uri === uri);
    if (closing.aborted || !current) return;
    kept(afterSeconds, keptShare(lines, current.lines));
  }
}
