/** What VS Code's own chat asks of models → the engine's answers, in pieces. */
import type { Connection } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import {
  LANGUAGE_MODEL_ANSWER,
  LANGUAGE_MODEL_COUNT,
  LANGUAGE_MODEL_PIECES,
  LANGUAGE_MODELS_CHANGED,
  type LanguageModelAsked,
  type LanguageModelCounted,
  type LanguageModelEnd,
  type LanguageModelPiece,
  type LanguageModelPieces,
  type LanguageModels,
  type LanguageModelsChanged,
  LANGUAGE_MODELS_REQUEST,
} from "../protocol/language-models.ts";
import { signalOf } from "./signal-of.ts";

/** A message for each word would cost more than the words. */
const GATHERED_MS = 20;

export function routeLanguageModels(connection: Connection, ready: Promise<Engine>): void {
  void tellChanges(connection, ready);
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

/** Of several changes at once, it is enough to hear once. */
const SETTLE_MS = 150;

async function tellChanges(connection: Connection, ready: Promise<Engine>): Promise<void> {
  // Whoever waits for an engine that does not start is told elsewhere.
  const engine = await ready.catch(() => undefined);
  if (!engine) return;
  const { selection } = engine;
  let told: unknown;
  let timer: NodeJS.Timeout | undefined;
  const tell = () => {
    timer = undefined;
    const { instances } = selection.known().own;
    if (instances === told) return;
    const params: LanguageModelsChanged = { some: engine.chats(), changed: told !== undefined };
    told = instances;
    void connection.sendNotification(LANGUAGE_MODELS_CHANGED, params);
  };
  tell();
  selection.onRead(() => {
    timer ??= setTimeout(tell, SETTLE_MS).unref();
  });
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
