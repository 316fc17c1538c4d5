/**
 * The index at work: takes what happens in the editor and on disk, answers questions, and looks at the disk again where
 * nobody watches it. The same in its thread and in a test; how messages travel is not known here.
 */
import { type LineEdit, withLineEdit } from "../../completion/line-edit.ts";
import type { Declared } from "../../declared.ts";
import type { Asked, QuestionName } from "./questions.ts";
import { createPrivacy, type Privacy, type PrivacyWishes } from "../../privacy/privacy.ts";
import type { Recipient } from "../../privacy/recipient.ts";
import { ANSWERS } from "./answers/answers.ts";
import { indexOf } from "./local-index.ts";
import type { OpenDocument } from "./documents.ts";
import { Views } from "./views.ts";
import type { WorkspaceVectors } from "../vectors/workspace-vectors.ts";
import { Workspace, type WorkspaceParts } from "./workspace.ts";

/** What happened; plain data. */
export type Happening =
  | { readonly kind: "folder-added" | "folder-removed" | "closed"; readonly uri: string }
  | { readonly kind: "opened"; readonly document: OpenDocument }
  | { readonly kind: "edited"; readonly uri: string; readonly edit: LineEdit }
  /** A grammar has been over the text as it was last told. */
  | { readonly kind: "refined"; readonly uri: string; readonly declarations: readonly Declared[] }
  | { readonly kind: "files-changed"; readonly uris: readonly string[] }
  /** From now on somebody tells which files change. */
  | { readonly kind: "watched" | "pause" | "resume" | "rebuild" };

export interface IndexerParts extends WorkspaceParts {
  readonly loadVectors?: () => Promise<WorkspaceVectors>;
}

/** Typing has rested for so long: what the document has become is indexed. */
const REST_MS = 300;
/** After a scan, the disk is not looked at again for so long, and for so many times as long as the scan took. */
const SCAN_PAUSE_MS = { watched: 60_000, unwatched: 2_000 };
const SCAN_PAUSE_SHARE = 20;

export class Indexer {
  readonly workspace: Workspace;
  readonly #privacy: Privacy;
  readonly #views: Views;
  #rest: NodeJS.Timeout | undefined;
  readonly #vectors: IndexerParts["loadVectors"];
  #loaded: Promise<WorkspaceVectors> | undefined;
  #pauseMs = SCAN_PAUSE_MS.unwatched;

  constructor({ loadVectors, ...parts }: IndexerParts) {
    this.workspace = new Workspace(parts);
    this.#vectors = loadVectors && (() => (this.#loaded ??= loadVectors()));
    this.#privacy = createPrivacy({
      folders: () => this.workspace.folders.map(({ uri }) => uri),
      now: () => performance.now(),
    });
    this.#views = new Views(indexOf(this.workspace), this.#privacy);
  }

  /** What the user wants kept from whom. */
  wish(wishes: PrivacyWishes): void {
    this.#privacy.wish(wishes);
    this.#views.forget();
  }

  /** Resolves when it has been dealt with. */
  async happened(happening: Happening): Promise<void> {
    const { workspace } = this;
    switch (happening.kind) {
      case "folder-added":
        return workspace.addFolder(happening.uri);
      case "folder-removed":
        return workspace.removeFolder(happening.uri);
      case "opened":
        return this.#changed(happening.document);
      case "edited":
        return this.#edited(happening.uri, happening.edit);
      case "refined":
        return workspace.refine(happening.uri, happening.declarations);
      case "closed":
        return workspace.documentClosed(happening.uri);
      case "files-changed":
        return workspace.filesChanged(happening.uris);
      case "watched":
        this.#pauseMs = SCAN_PAUSE_MS.watched;
        return;
      case "pause":
        workspace.isPaused = true;
        return;
      case "resume":
        return workspace.resume();
      case "rebuild":
        return workspace.rebuild();
    }
  }

  /** As the one may see it who is to be shown the answer. */
  async answer(name: QuestionName, asked: Asked, to: Recipient): Promise<unknown> {
    // A document in which somebody types tells nobody about itself: it can wait until that rests.
    this.workspace.refresh(asked && "character" in asked ? asked.uri : undefined);
    const vectors = this.#vectors;
    const held = { workspace: this.workspace, ...this.#views.of(to), ...(vectors && { vectors }) };
    // What was asked goes with the name: the types of `ThreadLink.ask` say so.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    const answer: unknown = await ANSWERS[name](held, asked as never);
    this.#lookAgain();
    return answer;
  }

  async close(): Promise<void> {
    clearTimeout(this.#rest);
    this.workspace.scans.close();
    (await this.#loaded)?.keep();
  }

  #edited(uri: string, edit: LineEdit): void {
    const document = this.workspace.documents.get(uri);
    if (document) this.#changed({ ...document, lines: withLineEdit(document.lines, edit) });
  }

  #changed(document: OpenDocument): void {
    this.workspace.documentChanged(document);
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.workspace.refresh(), REST_MS);
  }

  /** Somebody uses the index, and perhaps files have changed that nobody told of. The answer goes first. */
  #lookAgain(): void {
    const { last, waiting } = this.workspace.scans;
    if (!last || waiting > 0) return;
    const pauseMs = Math.max(this.#pauseMs, last.ms * SCAN_PAUSE_SHARE);
    if (performance.now() - last.endedAt > pauseMs) void this.workspace.rescan();
  }
}
