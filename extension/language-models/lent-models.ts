/** The engine's end of `vscode.lm`: asks for the answer of a model, and hands each piece to whom it is for. */
import { type CancellationToken, type Disposable, EventEmitter } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";

import {
  LANGUAGE_MODEL_ANSWER,
  LANGUAGE_MODEL_COUNT,
  LANGUAGE_MODEL_PIECES,
  LANGUAGE_MODELS_CHANGED,
  LANGUAGE_MODELS_REQUEST,
  type LanguageModelAsked,
  type LanguageModelCounted,
  type LanguageModelEnd,
  type LanguageModelPiece,
  type LanguageModelPieces,
  type LanguageModels,
  type LanguageModelsChanged,
} from "../../server/protocol/language-models.ts";

export class LentModels implements Disposable {
  readonly #changed = new EventEmitter<LanguageModelsChanged>();
  readonly #heard = new Map<string, (piece: LanguageModelPiece) => void>();
  /** The first one; VS Code may ask before it is there. */
  readonly #first = Promise.withResolvers<LanguageClient>();
  #client: LanguageClient | undefined;

  readonly onChange = this.#changed.event;

  /** From now on this one is asked. */
  follow(client: LanguageClient): void {
    this.#client = client;
    this.#first.resolve(client);
    client.onNotification(LANGUAGE_MODELS_CHANGED, (news: LanguageModelsChanged) => this.#changed.fire(news));
    client.onNotification(LANGUAGE_MODEL_PIECES, ({ run, pieces }: LanguageModelPieces) => {
      const hear = this.#heard.get(run);
      for (const piece of pieces) hear?.(piece);
    });
  }

  async list(): Promise<LanguageModels> {
    return (await this.#asked()).sendRequest<LanguageModels>(LANGUAGE_MODELS_REQUEST);
  }

  async answer(
    asked: Omit<LanguageModelAsked, "run">,
    hear: (piece: LanguageModelPiece) => void,
    token: CancellationToken,
  ): Promise<LanguageModelEnd> {
    const run = crypto.randomUUID();
    this.#heard.set(run, hear);
    try {
      const params: LanguageModelAsked = { ...asked, run };
      return await (await this.#asked()).sendRequest<LanguageModelEnd>(LANGUAGE_MODEL_ANSWER, params, token);
    } finally {
      this.#heard.delete(run);
    }
  }

  async count(counted: LanguageModelCounted): Promise<number> {
    return (await this.#asked()).sendRequest<number>(LANGUAGE_MODEL_COUNT, counted);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #asked(): Promise<LanguageClient> {
    return this.#client ?? this.#first.promise;
  }
}
