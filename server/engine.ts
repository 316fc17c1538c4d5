/**
 * The engine without a door: builds the parts and connects their ports. The language server and the command line both
 * stand on it.
 */
import { join } from "node:path";

import type { Editor as ChatEditor } from "./chat/tools/world.ts";
import { type ChatEntrance, createChatEntrance } from "./connect/chat/entrance.ts";
import { clock } from "./clock.ts";
import { connectCompleter, recipientNow } from "./completer.ts";
import { type Counting, countingFor, isProvider, tokenizerOf } from "./connect/counting.ts";
import type { Completer } from "./completion/complete.ts";
import type { Snapshot } from "./completion/request.ts";
import type { Editor } from "./context/editor-view.ts";
import { learner } from "./connect/learner.ts";
import { connectSources, type SourcesFace } from "./connect/context/connect-sources.ts";
import { type Followed, type Following, follow } from "./connect/following.ts";
import { httpOptions } from "./connect/http-settings.ts";
import { createLanguages, type LanguageOf } from "./languages.ts";
import type { Log } from "./log.ts";
import { createPrivacy, type PrivacyWishes } from "./privacy/privacy.ts";
import type { Recipient } from "./privacy/recipient.ts";
import { createExploration, type Exploration, type Lessons } from "./connect/exploration.ts";
import { readVerdicts } from "./providers/verdicts.ts";
import type { Inspector } from "./inspection/inspector.ts";
import { createUsage, type Usage } from "./usage/usage.ts";
import { select, type Selection } from "./knowledge/selection.ts";
import { createFoundation, type Foundation } from "./connect/foundation.ts";
import type { IndexStatus } from "./protocol.ts";
import type { EmbeddingsStatus } from "./protocol/embeddings.ts";
import { parseSettings, type Settings } from "./settings.ts";
import { createDesk, type Desk } from "./setup/desk.ts";
export type { ChatEditor, Editor };
export type { SetupAnswers } from "./setup/setup.ts";
export type { Mistake, Offer } from "./setup/file/written-files.ts";
import { readShipped } from "./knowledge/shipped.ts";

export interface Surroundings {
  readonly shippedFiles: {
    /** What the build compiled from `resources/`. */
    readonly knowledge: string;
    /** The folder of the bundled vocabularies. */
    readonly vocabularies: string;
    /** By which editors complete and check the files in `providers.d`. */
    readonly providerSchema: string;
    /** The script of the index's thread. */
    readonly indexer: string;
    readonly syntax: Followed["shippedFiles"]["syntax"];
  };
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly log: Log;
  readonly openDocuments: () => readonly Snapshot[];
  readonly editor?: Editor;
  /** What chats ask of an editor, if it is one that answers. */
  readonly chatEditor?: ChatEditor | undefined;
  /** How long context may be looked for, where nobody types meanwhile. */
  readonly contextMs?: number;
  /** The URIs of the workspace's folders. */
  readonly folders: () => readonly string[];
  /** Provider files count at once when they change. */
  readonly watch: boolean;
  /** The key that the user keeps in the client's secret store. */
  readonly secret: (instance: string) => Promise<string | undefined>;
  /** Whether a command that answers a key may be run. */
  readonly isTrusted: () => boolean;
  /** Where the client wants what belongs to its workspaces to be kept; else with our caches. */
  readonly storage?: string;
  readonly indexChanged?: (status: IndexStatus) => void;
  readonly embeddingsChanged?: (status: EmbeddingsStatus) => void;
}

export interface Engine extends Counting, ChatEntrance, SourcesFace {
  readonly completer: Completer;
  readonly selection: Selection;
  readonly exploration: Exploration;
  /** What completions come to. */
  readonly usage: Usage;
  /** What was asked lately, and why it came to what it came to. */
  readonly inspector: Inspector;
  readonly keysChanged: () => void;
  /** Answers the providers page. */
  readonly desk: Desk;
  /** Who would be shown a prompt now. */
  readonly recipient: () => Recipient;
  readonly keepPrivate: (wishes: PrivacyWishes) => void;
  /** What the editor's own settings say of proxies and certificates. */
  readonly connectAs: (sent: unknown) => Promise<void>;
  readonly documentChanged: (document: Snapshot) => void;
  readonly documentClosed: (uri: string) => void;
  readonly index: Following["index"];
  readonly syntax: Following["syntax"];
  readonly addFolder: Following["addFolder"];
  readonly learned: Following["learned"];
  readonly removeFolder: Following["removeFolder"];
  readonly languageOf: LanguageOf;
  readonly parseSettings: (sent: unknown) => Settings;
  readonly close: () => Promise<void>;
}

export async function createEngine(surroundings: Surroundings): Promise<Engine> {
  const { log, openDocuments, watch } = surroundings;
  const foundation = createFoundation(surroundings);
  const { builtin, keys, network, tokenizers } = foundation;
  const { selection, exploration, desk, languages, warn } = await chooseWith(foundation, surroundings);
  const privacy = createPrivacy({ folders: surroundings.folders, now: () => clock.now() });
  const { endings, of } = languages;
  const { cache } = foundation.where;
  const parts = { ...learner(builtin, selection, privacy), languages: endings, languageOf: of, cache, warn };
  const following = await follow(surroundings, parts);
  const usage = createUsage({ ...foundation.where, clock, openDocuments, log });
  const { contextMs } = surroundings;
  const about = { selection, exploration, languages, privacy, usage, following, openDocuments, warn };
  const sources = connectSources({ ...foundation, ...about, folders: surroundings.folders }, surroundings);
  const completer = connectCompleter({ ...foundation, ...about, sources: sources.all, contextMs });
  const stopWatching = watch ? await watched(selection, warn) : undefined;
  const chat = createChatEntrance({ ...surroundings, ...foundation, ...about, ...sources.face });
  return {
    ...following,
    completer,
    selection,
    exploration,
    usage,
    ...sources.face,
    inspector: foundation.inspector,
    parseSettings,
    languageOf: languages.of,
    ...countingFor(selection, tokenizers),
    desk,
    ...chat.face,
    keysChanged() {
      keys.forget();
      void network.forgive();
      desk.keysChanged();
    },
    recipient: () => recipientNow(selection),
    keepPrivate(wishes) {
      privacy.wish(wishes);
      following.index.keepPrivate(wishes);
    },
    connectAs: (sent) => network.configure(httpOptions(sent, surroundings.env)),
    documentChanged(document) {
      following.documentChanged(document);
      completer.documentChanged(document);
    },
    documentClosed(uri) {
      privacy.forget(uri);
      following.documentClosed(uri);
      completer.documentClosed(uri);
    },
    async close() {
      stopWatching?.();
      await chat.close();
      await sources.close();
      await Promise.all([usage.close(), foundation.health.written()]);
      await following.close();
      await network.close();
    },
  };
}

/** Who completes, and how that is found out. */
async function chooseWith(
  { where, builtin, keys, network, tokenizers, health, requests }: Foundation,
  { shippedFiles, env, log, watch }: Surroundings,
) {
  const warn = (line: string) => log.write("warn", line);
  const shipped = await readShipped(shippedFiles.knowledge);
  const languages = createLanguages(shipped.languages);
  const verdicts = await readVerdicts({ folder: join(where.cache, "probes"), warn });
  const lessons: Lessons = { told: () => undefined };
  const selection = await select({
    verdicts,
    serverTold: (asked) => lessons.told(asked),
    shipped,
    providers: where.providers,
    env,
    log,
    builtin: builtin.target,
  });
  const exploration = createExploration({
    selection,
    network,
    keys,
    tokenizers,
    verdicts,
    requests,
    lessons,
  });
  selection.onCorrection(() => void network.forgive());
  selection.onChange((target) => {
    // Loaded while nobody waits for a count yet.
    tokenizers.counter(tokenizerOf(target));
    if (!isProvider(target)) return;
    void network.warm(target);
    if (watch) void exploration.learn();
  });
  const { explorer } = exploration;
  const { providers: folder } = where;
  const { knock } = network;
  const desk = createDesk({
    folder,
    schema: shippedFiles.providerSchema,
    env,
    selection,
    explorer,
    keys,
    tokenizers,
    verdicts,
    health,
    requests,
    knock,
  });
  return { selection, exploration, desk, languages, warn };
}

/** Some systems have no more watches to give. */
async function watched({ watch }: Selection, warn: (line: string) => void) {
  return watch().catch((error: unknown) => warn(`provider files are not watched: ${String(error)}`));
}
