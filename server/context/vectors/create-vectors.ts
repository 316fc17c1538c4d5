/** Everything of vectors, with or without a place to keep them: a face of its own, so that it is loaded at once and late. */
import { type StoreParts, VectorStore } from "./vector-store.ts";
import { WorkspaceVectors } from "./workspace-vectors.ts";

export function createVectors(
  storage: string | undefined,
  parts: Omit<StoreParts, "storage">,
): WorkspaceVectors {
  return new WorkspaceVectors(storage === undefined ? undefined : new VectorStore({ ...parts, storage }));
}
