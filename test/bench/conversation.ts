/** The engine's part of a chat: whether a piece costs the same from first to last, and how soon old chats are there. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { Chats } from "../../server/chat/chats.ts";
import { createShelf, type Shelf } from "../../server/chat/history/shelf.ts";
import { batchOf } from "../../server/chat/history/lines.ts";
import { clock } from "../../server/clock.ts";
import type { ChatEvent } from "../../server/protocol/chat/event.ts";
import type { GenerateEvent } from "../../server/completion/ports.ts";
import { chatSession, END } from "../support/chat-session.ts";
import { compared, type Group, limited, median, type Metrics } from "./metric.ts";

const PIECES = 2000;
const PIECE = "word ".repeat(20);
const ROUNDS = 9;

/** What the pieces of a long answer cost one by one: told, applied, gathered for page and disk. */
async function streamed(folder: string): Promise<readonly number[]> {
  const times: number[] = [];
  let before = 0;
  const says = async function* (): AsyncGenerator<GenerateEvent> {
    for (let at = 0; at < PIECES; at++) {
      const now = performance.now();
      if (before > 0) times.push(now - before);
      // What others have to do meanwhile is not ours.
      if (at % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
      before = performance.now();
      yield { kind: "text", text: PIECE };
    }
    yield END;
  };
  const { ports } = chatSession({ says });
  const history = shelf(folder);
  const told: unknown[] = [];
  const chats = new Chats({
    ports: { ...ports, clock },
    history,
    tell: (params) => void told.push(JSON.stringify(params)),
    changed: () => undefined,
    closing: new AbortController(),
  });
  const held = chats.begin({ target: "", mode: "agent", instructions: "" });
  await held.chat.send({ after: undefined, text: "Go", mentions: [] });
  while (held.isBusy) await new Promise((resolve) => setTimeout(resolve, 1));
  await held.written();
  return times;
}

function shelf(folder: string): Shelf {
  return createShelf({ folder, writer: "1-bench", warn: () => undefined, now: () => Date.now() });
}

const TENTH = PIECES / 10;

async function pieces(folder: string): Promise<Metrics> {
  const last: number[] = [];
  const first: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = await streamed(folder);
    // The very first are those that are compiled.
    if (round === 0) continue;
    first.push(median(times.slice(0, TENTH)) * 1000);
    last.push(median(times.slice(-TENTH)) * 1000);
  }
  const aim = "the last piece of 200 KB costs no more than twice the first";
  return { piece: compared({ unit: "µs", ours: last, baseline: first, aim, minRatio: 0.5 }) };
}

const TURNS = 500;

function longChat(id: string): readonly ChatEvent[] {
  const options = { target: "", mode: "agent", instructions: "" } as const;
  const turns = Array.from({ length: TURNS / 2 }, (_, at): readonly ChatEvent[] => {
    const [asked, answer] = [`u${String(at)}`, `m${String(at)}`];
    const parent = at === 0 ? undefined : `m${String(at - 1)}`;
    return [
      { kind: "asked", turn: asked, parent, at, text: PIECE, attached: [] },
      { kind: "answering", turn: answer, parent: asked, at, target: "one/a" },
      { kind: "step", turn: answer, target: "one/a" },
      // As half-second batches leave them.
      ...Array.from({ length: 10 }, () => ({ kind: "text", turn: answer, text: PIECE.repeat(4) }) as const),
      { kind: "state", turn: answer, state: { kind: "ended", why: "said" } },
    ];
  });
  return [{ kind: "began", id, at: 0, options }, { kind: "titled", title: id }, ...turns.flat()];
}

const CHATS = 50;

async function opened(folder: string): Promise<Metrics> {
  const all = shelf(folder);
  for (let at = 0; at < CHATS; at++) {
    const log = all.log(`chat${String(at)}`, 0);
    for (const event of longChat(`chat${String(at)}`)) log.write(event);
    await log.written();
  }
  const bytes = batchOf(longChat("chat0"), "1-bench");
  const usual: number[] = [];
  const open: number[] = [];
  const list: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    usual.push(await took(() => bytes.split("\n").map((line) => (line === "" ? line : JSON.parse(line)))));
    open.push(await took(() => all.restore(`chat${String(round)}`)));
    list.push(await took(() => shelf(folder).heads("")));
  }
  const aim = "≤ 10 times reading its lines as JSON";
  return {
    "open 500 messages": compared({ unit: "ms", ours: open, baseline: usual, aim, minRatio: 0.1 }),
    "open at most": limited(median(open), "ms", 500),
    "list 50 such chats": limited(median(list), "ms", 1000),
  };
}

async function took(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export const conversation: Group = {
  name: "conversation",
  about: "the engine's part of a chat: pieces of a long answer, first against last; and old chats",
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), "keyfill-bench-"));
    try {
      return { ...(await pieces(join(folder, "pieces"))), ...(await opened(join(folder, "opened"))) };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
