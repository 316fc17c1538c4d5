/** What VS Code's own chat asks of models → the engine's answers, in pieces. */
import type { Connection } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import {
  LANGUAGE_MODEL_ANSWER,
  LANGUAGE_MODEL_COUNT,
  LANGUAGE_MODEL_PIECES,
  type LanguageModelAsked,
  type LanguageModelCounted,
  type LanguageModelEnd,
  type LanguageModelPiece,
  type LanguageModelPieces,
  type LanguageModels,
  LANGUAGE_MODELS_REQUEST,
} from "../protocol/language-models.ts";
import { signalOf } from "./signal-of.ts";

/** A message for each word would cost more than the words. */
const GATHERED_MS = 20;

export function routeLanguageModels(connection: Connection, ready: Promise<Engine>): void {
  const models = async () => (await ready).languageModels();
  connection.onRequest(LANGUAGE_MODELS_REQUEST, async (): Promise<LanguageModels> => (await models()).list());
  connection.onRequest(LANGUAGE_MODEL_COUNT, async (asked: LanguageModelCounted) =>
    (await models()).count(asked),
  );
  connection.onRequest(
    LANGUAGE_MODEL_ANSWER,
    async ({ run, ...asked }: LanguageModelAsked, token): Promise<unknown> => {
      const gathered = gather((pieces) => {
        const params: LanguageModelPieces = { run, pieces };
        void connection.sendNotification(LANGUAGE_MODEL_PIECES, params);
      });
      const { answer } = await models();
      const end: LanguageModelEnd = await answer(asked, gathered.add, signalOf(token));
      gathered.flush();
      return end;
    },
  );
}

function gather(tell: (pieces: readonly LanguageModelPiece[]) => void) {
  let waiting: LanguageModelPiece[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length > 0) tell(waiting);
    waiting = [];
  };
  return {
    flush,
    add: (piece: LanguageModelPiece): void => {
      waiting.push(piece);
      timer ??= setTimeout(flush, GATHERED_MS);
    },
  };
}
