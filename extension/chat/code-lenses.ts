/** What can be asked about a function, above it; only where the user wants that. */
import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  l10n,
  languages,
  workspace,
} from "vscode";

import { functionsIn } from "./code-at.ts";
import type { ChatModels } from "./models.ts";
import { commandOf, type Place, type Task } from "./tasks.ts";
import { WHERE_CODE_IS } from "./where-code-is.ts";

const SETTING = "chat.codeLenses";

const SHOWN: readonly (readonly [Task, string])[] = [
  ["explain", l10n.t("Explain")],
  ["document", l10n.t("Document")],
  ["test", l10n.t("Test")],
  ["review", l10n.t("Review")],
];

/** Above one that is shorter they would be more than what is below them. */
const MIN_LINES = 3;

export function offerCodeLenses(models: ChatModels): Disposable {
  const changed = new EventEmitter<void>();
  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      const wanted = workspace.getConfiguration("keyfill", document).get<boolean>(SETTING, false);
      if (!wanted || !models.hasAny) return [];
      const { uri } = document;
      const functions = await functionsIn(document);
      return functions
        .filter(({ range: { start, end } }) => end.line - start.line + 1 >= MIN_LINES)
        .flatMap(({ range, selectionRange }) => {
          const about: [Place] = [{ uri, range }];
          return SHOWN.map(
            ([task, title]) =>
              new CodeLens(selectionRange, { title, command: commandOf(task), arguments: about }),
          );
        });
    },
  };
  return Disposable.from(
    changed,
    models.onChange(() => changed.fire()),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`keyfill.${SETTING}`)) changed.fire();
    }),
    languages.registerCodeLensProvider(WHERE_CODE_IS, provider),
  );
}
