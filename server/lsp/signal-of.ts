/** A client's cancellation as an abort signal. */
import type { CancellationToken } from "vscode-languageserver";

export function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
