/** What is wrong in a provider's file, in the user's language: each diagnostic of ours brings its text and values as data. */
import type { Diagnostic } from "vscode";

import { said } from "./said.ts";
import type { Told } from "../server/protocol/told.ts";

export function translateDiagnostics(diagnostics: readonly Diagnostic[]): void {
  for (const diagnostic of diagnostics) {
    const told = toldOf(diagnostic);
    if (told) diagnostic.message = said(told);
  }
}

function toldOf(diagnostic: Diagnostic): Told | undefined {
  return "data" in diagnostic && isTold(diagnostic.data) ? diagnostic.data : undefined;
}

/** The engine is ours: who has a text has its values. */
function isTold(data: unknown): data is Told {
  return typeof data === "object" && data !== null && "text" in data;
}
