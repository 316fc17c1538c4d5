/** Everything that can be done on the page, as the views call it. What fails is shown. */
import type {
  ChatHead,
  FileChange,
  ModelTurn,
  OptionsChosen,
  UserTurn,
} from "../../../server/protocol/chat/conversation.ts";
import type { Mention } from "../../../server/protocol/chat/mention.ts";
import type { Code, Composed } from "../../chat/messages.ts";
import { t } from "../words.ts";
import { attach, choose, complete, detach, measure, setDraft } from "./composing.ts";
import { droppedIn, mentionOf, pastedText } from "./dropping.ts";
import { beginNew, compose, open, refresh } from "./opening.ts";
import { draftOf, talk } from "./sending.ts";
import { type Choice, NO_DRAFT, type State } from "./state.ts";
import { attempt, type Store } from "./store.ts";
import type { CodeDeed } from "./markdown/code-block.ts";
import { destinationOf } from "./markdown/link.ts";
import type { Edit } from "./word-at.ts";

export type Actions = ReturnType<typeof createActions>;

const MEASURE_AFTER_MS = 300;

export function createActions(store: Store) {
  return {
    dismiss: () => store.set({ trouble: undefined }),
    menu: (menu: State["menu"]) => store.set({ menu, wanted: "" }),
    wanted: (wanted: string) => store.set({ wanted }),
    ...talking(store),
    ...composing(store),
    ...listing(store),
    ...outside(store),
  };
}

/** When it is drawn. */
function focusMessage(): void {
  requestAnimationFrame(() => setTimeout(() => document.querySelector<HTMLElement>("#message")?.focus()));
}

const tryingIn = (store: Store) => (deed: () => Promise<unknown>) => void attempt(store, deed);

function talking(store: Store) {
  const { state, set, ask } = store;
  const trying = tryingIn(store);
  const inChat = (deed: (chat: string) => Promise<unknown>) => {
    const chat = state().open?.id;
    if (chat !== undefined) trying(() => deed(chat));
  };
  return {
    send: () => trying(() => talk(store)),
    compose: (composed: Composed) =>
      trying(async () => {
        await compose(store, composed);
        focusMessage();
      }),
    stop: () => inChat((chat) => ask("stop", { chat })),
    again: ({ id }: ModelTurn) => inChat((chat) => ask("again", { chat, turn: id })),
    read: (turn: string) => inChat((chat) => ask("read", { chat, turn })),
    unqueue(queued: string) {
      inChat((chat) => ask("unqueue", { chat, queued }));
      focusMessage();
    },
    permit(call: string, decision: "once" | "chat" | "always" | "deny") {
      inChat((chat) => ask("permit", { chat, call, decision }));
      focusMessage();
    },
    undo: ({ id, undone }: ModelTurn) =>
      inChat(async (chat) => {
        const { kept } = await ask("undo", { chat, turn: id, undone: !undone });
        if (kept.length > 0)
          set({ trouble: t("Left as they are, because they were changed since: {0}", kept.join(", ")) });
      }),
    edit(turn: UserTurn) {
      set({ draft: draftOf(turn) });
      focusMessage();
    },
    endEditing: () => set({ draft: NO_DRAFT }),
    branch: (turn: string) =>
      inChat(async (chat) => {
        const { conversation } = await ask("begin", { from: { chat, turn } });
        await open(store, conversation.id);
      }),
    options: (options: OptionsChosen) =>
      inChat(async (chat) => {
        await ask("options", { chat, options });
        await measure(store);
      }),
    showChange: (turn: string, call: string, { uri, path }: FileChange) =>
      inChat((chat) => ask("showChange", { chat, turn, call, uri, path })),
    showSent: (turn: string) => inChat((chat) => ask("showSent", { chat, turn })),
  };
}

function composing(store: Store) {
  const { state, set, ask } = store;
  const trying = tryingIn(store);
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const measureSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => trying(() => measure(store)), MEASURE_AFTER_MS);
  };
  return {
    type(text: string, cursor: number) {
      setDraft(store, { text });
      measureSoon();
      trying(() => complete(store, cursor));
    },
    complete: (cursor: number) => trying(() => complete(store, cursor)),
    pick(step: number) {
      const { completion } = state();
      if (!completion) return;
      const { choices, at } = completion;
      set({ completion: { ...completion, at: (at + step + choices.length) % choices.length } });
    },
    closeCompletion: () => set({ completion: undefined }),
    choose: (choice: Choice, then: (edit: Edit) => void) =>
      trying(async () => {
        const edit = await choose(store, choice);
        if (edit) then(edit);
        measureSoon();
      }),
    attach: (mention: Mention) => trying(() => attach(store, mention)),
    detach(mention: Mention) {
      detach(store, mention);
      measureSoon();
      focusMessage();
    },
    drop: (transfer: DataTransfer) => {
      const { uris, files } = droppedIn(transfer);
      trying(async () => {
        const named = uris.length === 0 ? [] : await ask("mentionsOf", { uris });
        const own = await Promise.all(files.map((file) => mentionOf(file)));
        for (const mention of [...named, ...own]) await attach(store, mention);
      });
      return uris.length + files.length > 0;
    },
    /** Whether it became something else than words of the message. */
    paste(transfer: DataTransfer): boolean {
      const files = [...transfer.files];
      const text = files.length === 0 ? pastedText(transfer.getData("text/plain")) : undefined;
      if (files.length === 0 && !text) return false;
      trying(async () => {
        for (const file of files) await attach(store, await mentionOf(file));
        if (text) await attach(store, text);
      });
      return true;
    },
  };
}

function listing(store: Store) {
  const { state, set, ask } = store;
  const trying = tryingIn(store);
  return {
    begin: () => trying(() => beginNew(store)),
    open: (chat: string) => trying(() => open(store, chat)),
    show: (place: State["place"]) => {
      set({ place });
      trying(() => refresh(store));
    },
    /** As the editor's title bar names it. */
    showPart(what: "new" | "history" | "composer") {
      if (what === "new") trying(() => beginNew(store));
      else set({ place: what === "history" ? "history" : "talk" });
      if (what === "history") trying(() => refresh(store));
      else focusMessage();
    },
    search(search: string) {
      set({ search });
      trying(() => refresh(store));
    },
    renaming: (renaming: string | undefined) => set({ renaming }),
    rename: (chat: string, title: string) =>
      trying(async () => {
        set({ renaming: undefined });
        if (title.trim() !== "") await ask("rename", { chat, title: title.trim() });
        await refresh(store);
      }),
    remove: ({ id, title }: ChatHead) =>
      trying(async () => {
        if (!(await ask("removeChat", { chat: id, title }))) return;
        if (state().open?.id === id) {
          await beginNew(store);
          set({ place: "history" });
        }
        await refresh(store);
      }),
    export: ({ id, title }: Pick<ChatHead, "id" | "title">) =>
      trying(() => ask("exportChat", { chat: id, title })),
    import: () =>
      trying(async () => {
        const head = await ask("importChat", {});
        if (head) await open(store, head.id);
      }),
  };
}

/** What leads away from the page. */
function outside(store: Store) {
  const { ask } = store;
  const trying = tryingIn(store);
  return {
    copy: (text: string) => trying(() => ask("copy", { text })),
    code: (deed: CodeDeed, code: Code) =>
      trying(() =>
        deed === "copy" ? ask("copy", { text: code.text }) : ask(deed === "new" ? "newFile" : deed, code),
      ),
    openText: (text: string) => trying(() => ask("openText", { text })),
    openFile: (place: { readonly uri: string }) => trying(() => ask("openFile", place)),
    follow: (href: string) => {
      const destination = destinationOf(href);
      if (destination?.kind === "web") trying(() => ask("openLink", { url: destination.url }));
      else if (destination) trying(() => ask("openPath", destination));
    },
    providers: () => trying(() => ask("providers", {})),
    chooseTools: () => trying(() => ask("chooseTools", {})),
    log: () => trying(() => ask("showLog", {})),
  };
}
