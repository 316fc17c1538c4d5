/** The engine's end of `vscode.lm`: asks for the answer of a model, and hands each piece to whom it is for. */
import { type CancellationToken, type Disposable, EventEmitter, l10n } from "vscode";
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
} from "../server/protocol/language-models.ts";

export class LentModels implements Disposable {
  readonly #changed = new EventEmitter<LanguageModelsChanged>();
  readonly #heard = new Map<string, (piece: LanguageModelPiece) => void>();
  #client: LanguageClient | undefined;

  readonly onChange = this.#changed.event;

  /** From now on this one is asked. */
  follow(client: LanguageClient): void {
    this.#client = client;
    client.onNotification(LANGUAGE_MODELS_CHANGED, (news: LanguageModelsChanged) => this.#changed.fire(news));
    client.onNotification(LANGUAGE_MODEL_PIECES, ({ run, pieces }: LanguageModelPieces) => {
      const hear = this.#heard.get(run);
      for (const piece of pieces) hear?.(piece);
    });
  }

  async list(): Promise<LanguageModels> {
    return this.#running().sendRequest<LanguageModels>(LANGUAGE_MODELS_REQUEST);
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
      return await this.#running().sendRequest<LanguageModelEnd>(LANGUAGE_MODEL_ANSWER, params, token);
    } finally {
      this.#heard.delete(run);
    }
  }

  async count(counted: LanguageModelCounted): Promise<number> {
    return this.#running().sendRequest<number>(LANGUAGE_MODEL_COUNT, counted);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #running(): LanguageClient {
    if (this.#client) return this.#client;
    throw new Error(l10n.t("Keyfill's server is not running. Run “Keyfill: Restart Server”."));
  }
}
