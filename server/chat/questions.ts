/** The questions of page and commands, and who answers each. */
import type { Signal } from "../completion/ports.ts";
import type { ChatOptions, FileChange } from "../protocol/chat/conversation.ts";
import type { Answer, Asked, ChatQuestion, ModelView, ToolView } from "../protocol/chat/questions.ts";
import { changeBy, changesIn } from "./changes-of.ts";
import type { Chats } from "./chats.ts";
import { writeCommitMessage } from "./commit/write.ts";
import { eventsOf } from "./events-of.ts";
import { asJson, fromJson } from "./history/exchange.ts";
import { asMarkdown } from "./markdown.ts";
import { lookupIn, measure } from "./measure.ts";
import { once } from "./answer/once.ts";
import type { ChatPorts } from "./ports.ts";
import { sentPage } from "./sent-page.ts";

export interface AnswersParts {
  readonly chats: Chats;
  readonly ports: ChatPorts;
  readonly aside: Aside;
}

/** What is asked beside conversations. */
export interface Aside {
  readonly models: () => Promise<readonly ModelView[]>;
  readonly tools: () => Promise<readonly ToolView[]>;
  readonly prompts: () => Promise<Answer<"prompts">>;
  /** With which a chat begins. */
  readonly options: () => ChatOptions;
  /** Takes back what was done to files by these calls, or does it again. */
  readonly takeBack: (chat: string, done: Done) => Promise<Answer<"undo">>;
  /** A text that a tool kept, by its name. */
  readonly keptText: (chat: string, name: string) => Promise<string | undefined>;
}

export interface Done {
  readonly calls: readonly (readonly FileChange[])[];
  readonly undone: boolean;
}

export type ChatAnswers = {
  readonly [Q in ChatQuestion]: (asked: Asked<Q>, signal: Signal) => Promise<Answer<Q>>;
};

export function answersFor(parts: AnswersParts): ChatAnswers {
  return { ...aboutChats(parts), ...aboutTurns(parts), ...aboutMessages(parts) };
}

type Some<Q extends ChatQuestion> = Pick<ChatAnswers, Q>;

function aboutChats({
  chats,
  aside,
}: AnswersParts): Some<"list" | "open" | "begin" | "rename" | "remove" | "options" | "export" | "import"> {
  return {
    list: ({ query }) => chats.list(query),
    open: async ({ chat }) => (await chats.find(chat))?.open() ?? null,
    async begin({ options, from }) {
      const held = from ? await chats.beginFrom(from.chat, from.turn) : chats.begin(aside.options());
      if (options) held.chat.choose(options);
      return held.open();
    },
    rename: ({ chat, title }) => chats.within(chat, (held) => held.chat.rename(title)),
    async remove({ chat }) {
      await chats.remove(chat);
      return null;
    },
    options: ({ chat, options }) => chats.within(chat, (held) => held.chat.choose(options)),
    async export({ chat, as }) {
      const { conversation } = (await chats.get(chat)).chat;
      return as === "json" ? asJson(conversation) : asMarkdown(conversation);
    },
    async import({ text }) {
      const { title, options, turns, leaf } = fromJson(text);
      const events = [...eventsOf(turns.values()), { kind: "leaf", turn: leaf } as const];
      const held = chats.begin(options, [{ kind: "titled", title }, ...events]);
      await held.written();
      return held.head();
    },
  };
}

function aboutTurns({
  chats,
  aside,
}: AnswersParts): Some<"unqueue" | "again" | "stop" | "read" | "permit" | "undo" | "change" | "sent"> {
  return {
    unqueue: ({ chat, queued }) => chats.within(chat, (held) => held.chat.unqueue(queued)),
    again: ({ chat, turn }) => chats.within(chat, (held) => held.here().again(turn)),
    stop: ({ chat }) => chats.within(chat, (held) => held.chat.stop()),
    read: ({ chat, turn }) => chats.within(chat, (held) => held.chat.read(turn)),
    permit: ({ chat, call, decision }) => chats.within(chat, (held) => held.chat.decide(call, decision)),
    async undo({ chat: id, turn, undone }) {
      const chat = (await chats.get(id)).here();
      const taken = await aside.takeBack(id, { calls: changesIn(chat.conversation, turn), undone });
      await chats.within(id, () => chat.happened({ kind: "undone", turn, undone }));
      return taken;
    },
    async change({ chat: id, turn, call, uri }) {
      const { chat } = await chats.get(id);
      const change = changeBy(chat.conversation, { turn, call, uri });
      if (!change) return null;
      const text = async (name: string | undefined) =>
        name === undefined ? "" : ((await aside.keptText(id, name)) ?? "");
      return { before: await text(change.before), after: await text(change.after) };
    },
    sent: async ({ chat, turn }) => sentPage((await chats.get(chat)).chat.sent(turn)),
  };
}

function aboutMessages({
  chats,
  ports,
  aside,
}: AnswersParts): Some<
  "send" | "attach" | "suggest" | "measure" | "models" | "tools" | "prompts" | "once" | "commitMessage"
> {
  return {
    send: ({ chat, ...saying }) => chats.within(chat, (held) => held.here().send(saying)),
    async attach({ chat, mention }, signal) {
      return lookupIn(await chats.get(chat), ports, signal)(mention, "");
    },
    suggest: ({ text }) => ports.looking.suggest(text),
    async measure({ chat, ...message }, signal) {
      const held = await chats.get(chat);
      return measure(held, message, { ports, lookup: lookupIn(held, ports, signal) });
    },
    models: aside.models,
    tools: aside.tools,
    prompts: aside.prompts,
    once: (asked, signal) => once(asked, ports, signal),
    commitMessage: (asked, signal) => writeCommitMessage(asked, ports, signal),
  };
}
