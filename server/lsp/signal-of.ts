/** A client's cancellation as a signal. */
import type { CancellationToken, Disposable } from "vscode-languageserver";

import type { Signal } from "../completion/ports.ts";

/** Of most keystrokes nobody wants to hear, so it costs nothing until somebody listens. */
export function signalOf(token: CancellationToken): Signal {
  const listening = new Map<() => void, Disposable>();
  return {
    get aborted() {
      return token.isCancellationRequested;
    },
    addEventListener(_, listener) {
      // As with an AbortSignal, who comes too late is not told.
      if (!token.isCancellationRequested) listening.set(listener, token.onCancellationRequested(listener));
    },
    removeEventListener(_, listener) {
      listening.get(listener)?.dispose();
      listening.delete(listener);
    },
  };
}

export function abortSignalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}
