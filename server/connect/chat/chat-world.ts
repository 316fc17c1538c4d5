/** Connects what tools and mentions of chats can reach to the parts: the index and the files as one may see them, the editor, the web. */
import { changeFiles } from "../../chat/changes/plain-change.ts";
import type { Editor, Sight, World } from "../../chat/tools/world.ts";
import type { Snapshot } from "../../completion/request.ts";
import type { Following } from "../following.ts";
import { chatTarget } from "../../knowledge/chat-targets.ts";
import type { Selection } from "../../knowledge/selection.ts";
import type { Tokenizers } from "../../models/tokenizer.ts";
import type { Network } from "../network.ts";
import { passagesFor, type PassageParts } from "./passages.ts";
import type { Privacy } from "../../privacy/privacy.ts";
import { ANYONE, HERE, type Recipient, recipientAt } from "../../privacy/recipient.ts";
import { COVERED } from "../../privacy/redact.ts";
import type { ChatTarget } from "../../providers/chat-target.ts";

export interface ChatWorldParts {
  readonly folders: () => readonly string[];
  readonly openDocuments: () => readonly Snapshot[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isTrusted: () => boolean;
  readonly following: Pick<Following, "index">;
  /** The index of meanings, for those who have one. */
  readonly embeddings: PassageParts["embeddings"];
  readonly privacy: Privacy;
  readonly network: Network;
  readonly selection: Selection;
  readonly tokenizers: Tokenizers;
  /** Of a client that can be asked. */
  readonly chatEditor?: Editor | undefined;
}

export function chatWorld(parts: ChatWorldParts): World {
  const { folders, openDocuments, env, isTrusted, network, selection, tokenizers, chatEditor } = parts;
  const targetOf = (id: string) => {
    const target = chatTarget(id, selection);
    return "kind" in target ? undefined : target;
  };
  return {
    folders,
    openDocuments,
    env,
    isTrusted,
    sightOf: (id) => sightOf(recipientOf(targetOf(id)), parts),
    ownSight: sightOf(HERE, parts),
    editor: chatEditor ?? noEditor(openDocuments),
    async get(url, signal) {
      const http = await network.http();
      return http.send({ url, method: "GET", headers: HEADERS, connection: { publicOnly: true } }, signal);
    },
    countTokens: (text, id) => tokenizers.counter(targetOf(id)?.tokenizer ?? "fake").count(text),
  };
}

const HEADERS = { accept: "text/html, text/*;q=0.9, */*;q=0.1", "user-agent": "Keyfill" };

function recipientOf(target: ChatTarget | undefined): Recipient {
  return target ? recipientAt(target.instance, target.baseUrl) : ANYONE;
}

function sightOf(to: Recipient, { privacy, following, embeddings }: ChatWorldParts): Sight {
  const { index } = following;
  return {
    mayRead: (uri) => privacy.mayLeave(uri, to),
    show: (part) => privacy.show(part, to),
    hasCover: (text) => COVERED.test(text),
    index: {
      text: (asked) => index.ask("text", asked, to),
      references: (asked) => index.ask("references", asked, to),
      symbols: (asked) => index.ask("symbols", asked, to),
      definitions: (asked) => index.ask("definitions", asked, to),
      outline: (asked) => index.ask("outline", asked, to),
      files: (asked) => index.ask("files", asked, to),
      passages: (asked) => passagesFor(asked, to, { following, embeddings }),
    },
  };
}

/** Of a client that is no editor, or none of ours: files are changed on disk, unless they are open there. */
function noEditor(openDocuments: () => readonly Snapshot[]): Editor {
  return {
    selection: () => Promise.resolve(null),
    tabs: () => Promise.resolve(openDocuments().map(({ uri }) => ({ uri }))),
    problems: () => Promise.resolve([]),
    mayFetch: () => Promise.resolve(null),
    terminal: () => Promise.resolve(null),
    tools: () => Promise.resolve([]),
    callTool: ({ name }) => Promise.resolve({ text: `There is no tool ${name}.`, failed: true }),
    change: ({ changes }) => changeFiles(changes),
  };
}
