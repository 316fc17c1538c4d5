/** What tools and mentions can reach: the workspace, the editor, the web. Whoever connects them says how. */
import type { Signal } from "../../completion/ports.ts";
import type { Snapshot } from "../../completion/request.ts";
import type { EditorQuestion, EditorQuestions } from "../../protocol/chat/questions.ts";

export interface World {
  /** The URIs of the workspace's folders. */
  readonly folders: () => readonly string[];
  /** The most recent first. */
  readonly openDocuments: () => readonly Pick<Snapshot, "uri" | "lines">[];
  /** As the model behind this `provider/model` may see it. */
  readonly sightOf: (target: string) => Sight;
  /** As the user may, to choose from: what is ignored is not there. */
  readonly ownSight: Sight;
  readonly editor: Editor;
  /** One request, redirects not followed. Refuses addresses that are not public. Rejects with a reason. */
  readonly get: (url: string, signal: Signal) => Promise<Page>;
  readonly countTokens: (text: string, target: string) => number;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether the user trusts the workspace. */
  readonly isTrusted: () => boolean;
}

/** What one recipient may be shown. */
export interface Sight {
  /** By the URI of a file. What it may not read does not exist for it. */
  readonly mayRead: (uri: string) => boolean;
  /** These lines with their secrets covered: as long, line by line. */
  readonly show: (part: ShownPart) => string;
  /** What stands in the place of a secret is in this text. */
  readonly hasCover: (text: string) => boolean;
  readonly index: Index;
}

export interface ShownPart {
  readonly path: string;
  readonly lines: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** What the index answers; undefined while there is none. Lines count from 0. */
export interface Index {
  readonly text: (query: TextQuery) => Promise<Found | undefined>;
  readonly references: (asked: { name: string; limit: number }) => Promise<Found | undefined>;
  readonly symbols: (asked: { query: string; limit: number }) => Promise<readonly Declared[] | undefined>;
  readonly definitions: (asked: { name: string; from?: string }) => Promise<readonly Declared[] | undefined>;
  readonly outline: (asked: { file: string }) => Promise<readonly Declared[] | undefined>;
  /** Paths with these letters in this order, best first; the first of all when there are none. */
  readonly files: (asked: { query: string; limit: number }) => Promise<readonly IndexedPath[] | undefined>;
  /** What has to do with these words, best first. */
  readonly passages: (asked: { words: string; limit: number }) => Promise<readonly Passage[] | undefined>;
}

interface TextQuery {
  readonly text: string;
  readonly isRegex?: boolean;
  readonly path?: string;
  readonly limit: number;
}

export interface Found {
  readonly matches: readonly { readonly path: string; readonly line: number; readonly text: string }[];
  readonly incomplete?: "limit" | "time";
  readonly problem?: string;
}

export interface Declared {
  readonly name: string;
  readonly kind: string;
  readonly container: string;
  readonly path: string;
  readonly uri: string;
  readonly line: number;
  readonly endLine: number;
  readonly signature: string;
}

export interface IndexedPath {
  readonly path: string;
  readonly uri: string;
}

export interface Passage extends IndexedPath {
  readonly line: number;
  readonly text: string;
}

export type Editor = {
  readonly [Q in EditorQuestion]: (
    asked: EditorQuestions[Q]["asked"],
    signal?: Signal,
  ) => Promise<EditorQuestions[Q]["answer"]>;
};

export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
}
