/** The statistics page's questions → the figures of usage. */
import type { Connection } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import { USAGE_CLEAR, USAGE_EXPORT, USAGE_REQUEST, type UsageParams } from "../protocol/usage.ts";

export function routeUsage(connection: Connection, ready: Promise<Engine>): void {
  connection.onRequest(USAGE_REQUEST, async ({ days }: UsageParams) => (await ready).usage.summary(days));
  connection.onRequest(USAGE_EXPORT, async () => (await ready).usage.export());
  connection.onRequest(USAGE_CLEAR, async () => {
    await (await ready).usage.clear();
    return null;
  });
}
