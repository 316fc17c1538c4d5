/** Tells the client what the engine is doing, and says nothing when nothing changed. */
import type { Connection } from "vscode-languageserver";

import { type Status, STATUS_NOTIFICATION } from "../protocol.ts";

export type ReportStatus = (status: Status) => void;

export function statusReporter(connection: Connection): ReportStatus {
  let told = "";
  return (status) => {
    const now = JSON.stringify(status);
    if (now === told) return;
    told = now;
    void connection.sendNotification(STATUS_NOTIFICATION, status);
  };
}
