/** Tells the client what the engine is doing, mostly by what it came to last, and says nothing when nothing changed. */
import type { Connection } from "vscode-languageserver";

import { type Outcome, REFUSALS } from "../completion/outcome.ts";
import { tell } from "../completion/report.ts";
import { allInEnglish } from "../completion/told.ts";
import { type Status, STATUS_NOTIFICATION } from "../protocol.ts";

export type ReportStatus = (news: Outcome | Status) => void;

export function statusReporter(connection: Connection): ReportStatus {
  let told: Status | undefined;
  return (news) => {
    const status = "kind" in news ? statusAfter(news, told) : news;
    if (!status || JSON.stringify(status) === JSON.stringify(told)) return;
    told = status;
    void connection.sendNotification(STATUS_NOTIFICATION, status);
  };
}

/** Undefined where there is nothing to tell: a request that a newer one has overtaken says nothing about now. */
export function statusAfter(outcome: Outcome, before: Status | undefined): Status | undefined {
  const told = tell(outcome);
  const news = { last: allInEnglish(told), told };
  const target = outcome.target ?? "";
  if (outcome.kind === "suggestion") return { state: "idle", target, ...news };
  if (outcome.reason === "superseded") return undefined;
  // Nobody was asked: whether the provider works is as unknown as before.
  const { reason } = outcome;
  if (reason in REFUSALS) return { state: "idle", target, ...before, ...news, reason };
  return { state: outcome.failure ? "failing" : "idle", target, ...news, reason };
}
