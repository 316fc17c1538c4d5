/** The answers to the questions, each by its name. They are plain functions of the index; none may change it. */
import type { QuestionName, Questions } from "./questions.ts";
import { statusOf } from "./status.ts";
import type { WorkspaceIndex } from "./workspace-index.ts";
import type { Workspace } from "./workspace.ts";

export interface Held {
  readonly workspace: Workspace;
  readonly index: WorkspaceIndex;
}

export const ANSWERS: {
  readonly [Name in QuestionName]: (held: Held, asked: Questions[Name]["asked"]) => Questions[Name]["answer"];
} = {
  status: ({ workspace }) => statusOf(workspace),
};
