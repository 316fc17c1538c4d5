/** The chat page in Chromium: a long answer as it streams, and a long chat as it opens. */
import { join } from "node:path";

import type { Page } from "playwright-core";

import type { Turn } from "../../server/protocol/chat/conversation.ts";
import { openBrowser } from "../host/browser.ts";
import { type ChatPage, openChatPage } from "../support/lone-chat-page.ts";
import { build, root } from "../tools/build.ts";
import { compared, type Group, limited, type Metric } from "./metric.ts";

const MARKED = join(root, "node_modules/marked/lib/marked.umd.js");
const PIECES = 2000;
const CHARACTERS = 200_000;
/** As the engine hands them on: some at once. */
const AT_ONCE = 4;
const EVERY_MS = 8;

const SECTION = `## A part of the answer

Some *prose* with **bold words**, \`code\` and [a link](https://example.com). It goes on for a while, as answers do,
until it comes to a list:

- one thing, with \`inline code\`
- another thing
  - below it

\`\`\`ts
export function area(width: number, height: number): number {
  // What one would think.
  return width * height;
}
\`\`\`

| name | what it is |
|------|------------|
| area | a number   |

`;

const KINDS: Readonly<Record<string, string>> = {
  "an answer": SECTION.repeat(Math.ceil(CHARACTERS / SECTION.length)).slice(0, CHARACTERS),
  "one block of code":
    `\`\`\`ts\n${"  const area = width * height; // what one would think\n".repeat(4000)}`.slice(
      0,
      CHARACTERS,
    ),
  "one paragraph": "words and *more* words ".repeat(10_000).slice(0, CHARACTERS),
};

const options = { target: "", mode: "ask", instructions: "" } as const;
const figures = { promptTokens: 1000, windowTokens: 32_000, input: 1000, output: 100 };

function chatOf(turns: readonly Turn[]) {
  const named = turns.map((turn) => [turn.id, turn] as const);
  return {
    conversation: {
      id: "chat",
      createdAt: 0,
      title: "Chat",
      options,
      turns: named,
      leaf: turns.at(-1)?.id,
      queue: [],
    },
    next: 0,
  };
}

const SHOWN = 'document.querySelector("keyfill-markdown")?.textContent.length ?? 0';

interface Streamed {
  readonly longestMs: number;
  /** Of all that the page did for a piece, in its first and its last fifth. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** The share of the steps after which more was to be read than before. */
  readonly progress: number;
}

async function stream(text: string): Promise<Streamed> {
  const opened = chatOf([{ kind: "user", id: "u", parent: undefined, at: 0, text: "Go on.", attached: [] }]);
  const chat = await openChatPage({ opened });
  try {
    await chat.page.locator(".turn").waitFor();
    await chat.page.waitForTimeout(300);
    await chat.tell([
      { kind: "answering", turn: "m", parent: "u", at: 0, target: "a/b" },
      { kind: "step", turn: "m", target: "a/b" },
    ]);
    return await streamInto(chat, text);
  } finally {
    await chat.close();
  }
}

async function streamInto(chat: ChatPage, text: string): Promise<Streamed> {
  const size = Math.ceil(text.length / PIECES);
  const pieces = Array.from({ length: PIECES }, (_, at) => text.slice(at * size, (at + 1) * size));
  const taskMs = await taskClock(chat.page);
  const longestMs = await traceTasks(chat.page);
  const shown: number[] = [];
  const clock: number[] = [await taskMs()];
  for (let at = 0; at < PIECES; at += AT_ONCE) {
    await chat.tell(pieces.slice(at, at + AT_ONCE).map((text) => ({ kind: "text", turn: "m", text })));
    await chat.page.waitForTimeout(EVERY_MS);
    if (at % (PIECES / 20) === 0) shown.push(Number(await chat.page.evaluate(SHOWN)));
    if ((at + AT_ONCE) % (PIECES / 5) === 0) clock.push(await taskMs());
  }
  await chat.tell([{ kind: "state", turn: "m", state: { kind: "ended", why: "said" } }]);
  await chat.page.waitForTimeout(300);
  const parts = clock.slice(1).map((ms, at) => (ms - (clock[at] ?? 0)) / (PIECES / 5));
  const grew = shown.filter((length, at) => at > 0 && length > (shown[at - 1] ?? 0)).length;
  return {
    longestMs: await longestMs(),
    firstMs: parts[0] ?? NaN,
    lastMs: parts.at(-1) ?? NaN,
    progress: grew / (shown.length - 1),
  };
}

/** All that the page's main thread has done so far, in time of the processor: others may keep that busy. */
async function taskClock(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? NaN) * 1000;
  };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** From now on. Answers how long the longest task of a page was, in time of the processor. */
async function traceTasks(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as Chromium writes them
  session.on("Tracing.dataCollected", ({ value }) => void events.push(...(value as unknown as TraceEvent[])));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"], excludedCategories: ["*"] },
  });
  return async () => {
    const ended = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
    await session.send("Tracing.end");
    await ended;
    const place = ({ pid, tid }: TraceEvent) => `${String(pid)} ${String(tid)}`;
    const isMain = ({ name, args }: TraceEvent) => name === "thread_name" && args?.name === "CrRendererMain";
    const pages = new Set(events.filter((event) => isMain(event)).map((event) => place(event)));
    const tasks = events.filter((event) => event.name.endsWith("RunTask") && pages.has(place(event)));
    if (tasks.length === 0) throw new Error("Chromium traced no tasks");
    return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
  };
}

/** What most do: all of the answer anew with each piece. Of its last fifth some pieces, for all of them take minutes. */
async function usualWay(text: string): Promise<readonly number[]> {
  const browser = await openBrowser();
  try {
    const page = await browser.context.newPage();
    await page.addScriptTag({ path: MARKED });
    const size = Math.ceil(text.length / PIECES);
    const ends = Array.from({ length: 40 }, (_, at) => text.length - at * 10 * size).toReversed();
    await page.evaluate(`window.text = ${JSON.stringify(text)}`);
    const times: number[] = [];
    for (const end of ends) times.push(Number(await page.evaluate(drawnAnew(end))));
    return times;
  } finally {
    await browser.close();
  }
}

const drawnAnew = (end: number) => `(() => {
  const shown = document.querySelector("#shown") ?? document.body.appendChild(Object.assign(document.createElement("div"), { id: "shown" }));
  const started = performance.now();
  shown.innerHTML = marked.parse(text.slice(0, ${String(end)}));
  shown.getBoundingClientRect();
  return performance.now() - started;
})()`;

async function open(messages: number): Promise<{ readonly ms: number; readonly longestMs: number }> {
  const turns = Array.from({ length: messages }, (_, at): Turn => {
    const [id, parent] = [`t${String(at)}`, `t${String(at - 1)}`];
    if (at % 2 === 0) {
      return {
        kind: "user",
        id,
        parent: at === 0 ? undefined : parent,
        at,
        text: `Question ${String(at)}?`,
        attached: [],
      };
    }
    const steps = [
      {
        target: "a/b",
        pieces: [{ kind: "text" as const, text: SECTION.repeat(2) }],
        calls: [],
        figures,
        failure: undefined,
      },
    ];
    return {
      kind: "model",
      id,
      parent,
      at,
      target: "a/b",
      steps,
      state: { kind: "ended", why: "said" },
      dropped: [],
      undone: false,
    };
  });
  const chat = await openChatPage({ opened: chatOf(turns) });
  try {
    const longestMs = await traceTasks(chat.page);
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      await chat.page.reload({ waitUntil: "commit" });
      await chat.page.locator(".turn").last().locator("figure.code").first().waitFor();
      times.push(Number(await chat.page.evaluate("performance.now()")));
      await chat.page.locator(`figure.code >> nth=${String(messages - 1)}`).waitFor({ state: "attached" });
    }
    // The best of them: others may have kept the machine busy.
    return { ms: Math.min(...times), longestMs: await longestMs() };
  } finally {
    await chat.close();
  }
}

export const chat: Group = {
  name: "chat",
  about: "the chat page: 200 KB in 2,000 pieces, against drawing all of it anew; 500 messages opened",
  async measure() {
    await build();
    const metrics: Record<string, Metric> = {};
    for (const [kind, text] of Object.entries(KINDS)) {
      const { longestMs, firstMs, lastMs, progress } = await stream(text);
      const usual = await usualWay(text);
      metrics[`${kind}, longest task`] = limited(longestMs, "ms", 100);
      metrics[`${kind}, last fifth`] = compared({
        unit: "ms a piece",
        ours: [lastMs],
        baseline: usual,
        aim: "5 times less",
        minRatio: 5,
      });
      metrics[`${kind}, last to first fifth`] = limited(lastMs / firstMs, "times the work", 1.5);
      metrics[`${kind}, steps with progress`] = {
        ...limited(1 - progress, "without", 0),
        value: progress,
        unit: "of all",
        aim: "all",
      };
    }
    const { ms, longestMs } = await open(500);
    return {
      ...metrics,
      "500 messages, open": limited(ms, "ms", 1000),
      "500 messages, longest task": limited(longestMs, "ms", 100),
    };
  },
};
