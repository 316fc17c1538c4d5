/** The answers to the questions, each by its name. They are plain functions of the index; none changes it. */
import type { QuestionName, Questions } from "../questions.ts";
import { statusOf } from "../status.ts";
import { BY_MEANING } from "./by-meaning.ts";
import { contextAt } from "./context-at.ts";
import { findCounterpart } from "./find-counterpart.ts";
import { findDefinitions } from "./find-definitions.ts";
import { findFiles } from "./find-files.ts";
import { findPassages } from "./find-passages.ts";
import { findReferences } from "./find-references.ts";
import { findSymbols } from "./find-symbols.ts";
import { findText } from "./find-text.ts";
import type { Held } from "./held.ts";
import { mapRepository } from "./map-repository.ts";
import { outlineOf } from "./outline.ts";

export const ANSWERS: {
  readonly [Name in QuestionName]: (
    held: Held,
    asked: Questions[Name]["asked"],
  ) => Questions[Name]["answer"] | Promise<Questions[Name]["answer"]>;
} = {
  status: ({ workspace }) => statusOf(workspace),
  context: contextAt,
  symbols: findSymbols,
  text: findText,
  definitions: findDefinitions,
  references: findReferences,
  outline: outlineOf,
  counterpart: findCounterpart,
  files: findFiles,
  passages: findPassages,
  ...BY_MEANING,
  map: mapRepository,
};
