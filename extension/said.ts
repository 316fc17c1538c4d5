/** What the engine tells, in the language of the editor. */
import { l10n } from "vscode";

import type { Words } from "../server/protocol/told.ts";
import { translated } from "./translated.ts";

export function said(...told: readonly Words[]): string {
  return translated(told, l10n.t);
}
