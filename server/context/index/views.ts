/** Who sees what of the index: each recipient without the files that the rules keep from it, and without secrets. */
import { createGather, type Gather } from "../gather.ts";
import type { Part, Privacy } from "../../privacy/privacy.ts";
import type { Recipient } from "../../privacy/recipient.ts";
import { visibleIndex } from "./visible-index.ts";
import type { IndexedFile, WorkspaceIndex } from "./workspace-index.ts";

export interface View {
  readonly index: WorkspaceIndex;
  readonly gather: Gather;
  readonly sees: (file: IndexedFile) => boolean;
  /** Some lines of a file as they may be shown. */
  readonly show: (part: Part) => string;
  /** Whether secrets are covered in what is shown. */
  readonly isCovered: boolean;
}

/** As long as what the rules' own files say is trusted. */
const TRUSTED_MS = 500;
/** What is learned of files for one of them takes memory; nobody has more targets at work. */
const MAX_VIEWS = 4;

export class Views {
  readonly #index: WorkspaceIndex;
  readonly #privacy: Privacy;
  /** The one that was used last is last. */
  readonly #views = new Map<string, View>();

  constructor(index: WorkspaceIndex, privacy: Privacy) {
    this.#index = index;
    this.#privacy = privacy;
  }

  of(to: Recipient): View {
    const key = `${to.reach} ${to.name}`;
    const view = this.#views.get(key) ?? this.#newView(to, () => this.#views.delete(key));
    this.#views.delete(key);
    this.#views.set(key, view);
    const [oldest = ""] = this.#views.keys();
    if (this.#views.size > MAX_VIEWS) this.#views.delete(oldest);
    return view;
  }

  /** What was learned stands on rules that no longer hold. */
  forget(): void {
    this.#views.clear();
  }

  #newView(to: Recipient, outdated: () => void): View {
    const verdicts = new WeakMap<IndexedFile, { readonly isShown: boolean; readonly at: number }>();
    const sees = (file: IndexedFile) => {
      const before = verdicts.get(file);
      const at = performance.now();
      if (before && at - before.at < TRUSTED_MS) return before.isShown;
      const isShown = this.#privacy.mayLeave(file.uri, to);
      if (before && before.isShown !== isShown) outdated();
      verdicts.set(file, { isShown, at });
      return isShown;
    };
    const show = (part: Part) => this.#privacy.show(part, to);
    const index = visibleIndex(this.#index, sees);
    const isCovered = this.#privacy.covers(to);
    return { index, gather: createGather(index, show), sees, show, isCovered };
  }
}
