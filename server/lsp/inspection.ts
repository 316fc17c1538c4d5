/** What was asked lately and how it fares, for a client that asks, and in figures for its status bar. */
import type { Connection } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import {
  type Figures,
  FIGURES_NOTIFICATION,
  INSPECT_REQUEST,
  type InspectParams,
  type InspectResult,
} from "../protocol.ts";

export function routeInspection(connection: Connection, ready: Promise<Engine>): void {
  connection.onRequest(
    INSPECT_REQUEST,
    async ({ page, ...telling }: InspectParams): Promise<InspectResult> => {
      const { inspector } = await ready;
      return { markdown: inspector.page(page, telling) };
    },
  );
}

/** Nobody reads figures at every keystroke. */
const PAUSE_MS = 2000;

/** Tells the figures a while after a completion. */
export function figuresReporter(connection: Connection, ready: Promise<Engine>): () => void {
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    timer = undefined;
    const { inspector, usage } = await ready;
    const { tokens: tokensToday, money: moneyToday } = await usage.spend.today();
    const figures: Figures = { ...inspector.figures(), tokensToday, moneyToday };
    await connection.sendNotification(FIGURES_NOTIFICATION, figures);
  };
  return () => {
    // Of a connection that is closed meanwhile nobody is told.
    timer ??= setTimeout(() => void tell().catch(() => undefined), PAUSE_MS).unref();
  };
}
