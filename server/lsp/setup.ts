/** The questions of the providers page → the engine's answers; and its news, once somebody has asked. */
import type { Connection } from "vscode-languageserver";

import type { Engine, SetupAnswers } from "../engine.ts";
import {
  PROBE_PROGRESS,
  SERVER_NEAR_REQUEST,
  SETUP_CHANGED,
  SETUP_QUESTIONS,
  setupMethod,
  type SetupQuestion,
} from "../protocol/setup.ts";
import { abortSignalOf } from "./signal-of.ts";

/** Of several changes at once, the page needs to hear once. */
const SETTLE_MS = 150;

export function routeSetup(connection: Connection, ready: Promise<Engine>): void {
  let told: Promise<void> | undefined;
  let answering: Promise<SetupAnswers> | undefined;
  const tellNews = async () => {
    const { desk } = await ready;
    let timer: NodeJS.Timeout | undefined;
    desk.onNews(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void connection.sendNotification(SETUP_CHANGED);
      }, SETTLE_MS).unref();
    });
  };
  connection.onRequest<boolean, unknown>(SERVER_NEAR_REQUEST, async () => (await ready).desk.isServerNear());
  for (const question of Object.keys(SETUP_QUESTIONS).filter(isQuestion)) {
    connection.onRequest(setupMethod(question), async (asked, token) => {
      await (told ??= tellNews());
      const answers = await (answering ??= answersOf(connection, await ready));
      const answer: (asked: never, signal: AbortSignal) => Promise<unknown> = answers[question];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own page asks, compiled with the same types
      return answer(asked as never, abortSignalOf(token));
    });
  }
}

function answersOf(connection: Connection, { desk }: Engine): Promise<SetupAnswers> {
  return desk.answers((params) => void connection.sendNotification(PROBE_PROGRESS, params));
}

function isQuestion(name: string): name is SetupQuestion {
  return Object.hasOwn(SETUP_QUESTIONS, name);
}
