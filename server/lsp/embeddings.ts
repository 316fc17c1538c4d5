/** The index of meanings: what it would cost, how far it is, and that it is to start, rest or go on. */
import type { Connection } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import {
  EMBEDDING_PLAN_REQUEST,
  type EmbeddingPlan,
  EMBEDDINGS_NOTIFICATION,
  EMBEDDINGS_REQUEST,
  type EmbeddingsParams,
  type EmbeddingsStatus,
} from "../protocol/embeddings.ts";
import { signalOf } from "./signal-of.ts";

export function routeEmbeddings(connection: Connection, ready: Promise<Engine>): void {
  connection.onRequest<EmbeddingPlan, unknown>(EMBEDDING_PLAN_REQUEST, async (token) => {
    const { embeddings } = await ready;
    return embeddings.plan(signalOf(token));
  });
  connection.onRequest(
    EMBEDDINGS_REQUEST,
    async (params: EmbeddingsParams | null): Promise<EmbeddingsStatus> => {
      const { embeddings } = await ready;
      return embeddings.act(params?.action);
    },
  );
}

export function tellEmbeddings(connection: Connection): (status: EmbeddingsStatus) => void {
  return (status) => void connection.sendNotification(EMBEDDINGS_NOTIFICATION, status);
}
