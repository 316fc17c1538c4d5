/** What the manifest's `when` clauses may ask about Keyfill. */
import { commands } from "vscode";

export type ContextKey =
  "keyfill.snoozed" | "keyfill.paused" | "keyfill.chats" | "keyfill.writingCommitMessage";

/** Tells VS Code, whenever it has changed. */
export function contextKey(name: ContextKey): (value: boolean) => void {
  let told: boolean | undefined;
  return (value) => {
    if (value === told) return;
    told = value;
    void commands.executeCommand("setContext", name, value);
  };
}
