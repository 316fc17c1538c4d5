/** The button in Source Control: a message for what is staged, for all that is changed where nothing is, into Git's own box. */
import { basename } from "node:path";

import {
  CancellationTokenSource,
  type Disposable,
  l10n,
  ProgressLocation,
  Uri,
  window,
  workspace,
} from "vscode";

import { said } from "../said.ts";
import type { CommitMessage } from "../../server/protocol/chat/questions.ts";
import { mayChat } from "../chat/may-chat.ts";
import type { ChatModels } from "../chat/models.ts";
import { contextKey } from "../context-key.ts";
import { changesIn } from "./git-changes.ts";
import { gitRepositories, type Repository } from "./git-extension.ts";
import type { Server } from "../server.ts";

interface Parts {
  readonly server: Server;
  readonly models: ChatModels;
}

const RECENT = 10;

export class CommitMessages implements Disposable {
  readonly #parts: Parts;
  readonly #tellWriting = contextKey("keyfill.writingCommitMessage");
  #writing: CancellationTokenSource | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** `place` is what the button hands over: the repository above whose box it stands. */
  async write(place: unknown): Promise<void> {
    const repository = await repositoryAt(place);
    if (!repository || this.#writing || !(await mayChat(this.#parts.models))) return;
    const writing = new CancellationTokenSource();
    this.#writing = writing;
    this.#tellWriting(true);
    try {
      const location = ProgressLocation.SourceControl;
      await window.withProgress({ location }, () => this.#writeFor(repository, writing));
    } finally {
      this.#writing = undefined;
      writing.dispose();
      this.#tellWriting(false);
    }
  }

  stop(): void {
    this.#writing?.cancel();
  }

  dispose(): void {
    this.stop();
  }

  async #writeFor(repository: Repository, { token }: CancellationTokenSource): Promise<void> {
    const { inputBox, rootUri } = repository;
    const begun = inputBox.value;
    const diff = await changesIn(repository);
    if (diff === "") return void window.showInformationMessage(l10n.t("There is nothing to commit."));
    // The first commit has none before it.
    const last = await repository.log({ maxEntries: RECENT }).catch(() => []);
    const recent = last.map(({ message }) => message);
    const asked = { root: rootUri.toString(), diff, recent, begun };
    const answer = await this.#parts.server.askChat("commitMessage", asked, token);
    if (token.isCancellationRequested) return;
    if ("failure" in answer) {
      const { message, advice } = answer.failure;
      return void window.showErrorMessage(
        l10n.t("Keyfill wrote no message: {0}. {1}", said(message), said(advice)),
      );
    }
    // Whoever wrote on meanwhile knows better.
    if (inputBox.value === begun) inputBox.value = answer.text;
    else inputBox.value += `\n\n${answer.text.slice(begun.length).trim()}`;
    tellWhatWasMissing(answer);
  }
}

function tellWhatWasMissing({ shortened, withheld }: CommitMessage) {
  if (shortened.length > 0)
    void window.showInformationMessage(
      l10n.t(
        "The diff is longer than the model has room for: of {0} only the beginning was shown.",
        shortened.join(", "),
      ),
    );
  if (withheld.length > 0)
    void window.showInformationMessage(
      l10n.t("By your rules of privacy the model was not shown {0}.", withheld.join(", ")),
    );
}

async function repositoryAt(place: unknown): Promise<Repository | undefined> {
  const all = await gitRepositories();
  const root: unknown = Object(place).rootUri;
  const found =
    root instanceof Uri ? all.find(({ rootUri }) => rootUri.toString() === root.toString()) : undefined;
  if (found || all.length === 1) return found ?? all[0];
  if (all.length === 0) {
    void window.showInformationMessage(l10n.t("No Git repository is open."));
    return undefined;
  }
  const choices = all.map((repository) => ({
    label: basename(repository.rootUri.path),
    description: workspace.asRelativePath(repository.rootUri),
    repository,
  }));
  return (await window.showQuickPick(choices, { title: l10n.t("Keyfill: Write Commit Message") }))
    ?.repository;
}
