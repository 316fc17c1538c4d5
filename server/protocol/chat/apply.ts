/** How an event changes a conversation. In place, so that a piece of a long answer costs no more than one of a short one. */
import type { Call, Conversation, ModelTurn, Step, Turn } from "./conversation.ts";
import type { ChatEvent, ChatEvents } from "./event.ts";

export function begin({ id, at, options }: ChatEvent<"began">): Conversation {
  return { id, createdAt: at, title: "", options, turns: new Map(), leaf: undefined, queue: [] };
}

/** An event about a turn that is not there changes nothing: a damaged line may have been left out before it. */
export function apply<Kind extends keyof ChatEvents>(
  conversation: Conversation,
  event: ChatEvent<Kind>,
): void {
  CHANGES[event.kind](conversation, event);
}

type Change<Kind extends keyof ChatEvents> = (conversation: Conversation, event: ChatEvent<Kind>) => void;

const CHANGES: { readonly [Kind in keyof ChatEvents]: Change<Kind> } = {
  began: () => undefined,
  titled(conversation, { title }) {
    conversation.title = title;
  },
  options(conversation, { options }) {
    conversation.options = options;
  },
  queue(conversation, { queue }) {
    conversation.queue = queue;
  },
  leaf(conversation, { turn }) {
    if (turn === undefined || conversation.turns.has(turn)) conversation.leaf = turn;
  },
  asked(conversation, { turn: id, parent: after, at, text, attached }) {
    const parent = after === undefined ? undefined : standing(conversation, after);
    addTurn(conversation, { kind: "user", id, parent, at, text, attached });
  },
  answering(conversation, { turn: id, parent: question, at, target }) {
    const parent = standing(conversation, question);
    if (parent === undefined) return;
    const fresh = { steps: [], state: { kind: "answering" }, dropped: [], undone: false } as const;
    addTurn(conversation, { kind: "model", id, parent, at, target, ...fresh, steps: [] });
  },
  dropped: inTurn((turn, { dropped }) => {
    turn.dropped = dropped;
  }),
  state: inTurn((turn, { state }) => {
    turn.state = state;
  }),
  undone: inTurn((turn, { undone }) => {
    turn.undone = undone;
  }),
  step: inTurn((turn, { target }) => {
    turn.target = target;
    turn.steps.push({ target, pieces: [], calls: [], figures: undefined, failure: undefined });
  }),
  text: inStep(({ pieces }, { text }) => {
    const last = pieces.at(-1);
    if (last?.kind === "text") last.text += text;
    else pieces.push({ kind: "text", text });
  }),
  reasoning: inStep(addThought),
  figures: inStep((step, { figures }) => {
    step.figures = figures;
  }),
  fell: inStep((step, { failure }) => {
    step.failure = failure;
  }),
  call: inStep(({ calls }, { call }) => {
    calls.push({ ...call, state: { kind: "running" }, result: "", changes: [] });
  }),
  "call-state": inCall((call, { state }) => {
    call.state = state;
  }),
  result: inCall((call, { text }) => {
    call.result += text;
  }),
  changed: inCall((call, { changes }) => {
    call.changes = changes;
  }),
};

/** Where a damaged line took the parent away, what came last is it. So no turn ever stands below itself. */
function standing({ turns, leaf }: Conversation, parent: string): string | undefined {
  return turns.has(parent) ? parent : leaf;
}

function addTurn(conversation: Conversation, turn: Turn): void {
  if (conversation.turns.has(turn.id)) return;
  conversation.turns.set(turn.id, turn);
  conversation.leaf = turn.id;
}

function inTurn<Event extends { readonly turn: string }>(change: (turn: ModelTurn, event: Event) => void) {
  return ({ turns }: Conversation, event: Event) => {
    const turn = turns.get(event.turn);
    if (turn?.kind === "model") change(turn, event);
  };
}

function inStep<Event extends { readonly turn: string }>(change: (step: Step, event: Event) => void) {
  return inTurn<Event>(({ steps }, event) => {
    const step = steps.at(-1);
    if (step) change(step, event);
  });
}

function inCall<Event extends { readonly turn: string; readonly call: string }>(
  change: (call: Call, event: Event) => void,
) {
  return inTurn<Event>((turn, event) => {
    const call = callOf(turn, event.call);
    if (call) change(call, event);
  });
}

/** Pieces of one kind are one; a signature closes a thought. */
function addThought({ pieces }: Step, { text, signature, redacted }: ChatEvent<"reasoning">): void {
  const closing = { ...(signature !== undefined && { signature }), ...(redacted && { redacted }) };
  const last = pieces.at(-1);
  if (last?.kind === "reasoning" && last.signature === undefined && !redacted) {
    Object.assign(last, closing, { text: last.text + text });
  } else {
    pieces.push({ kind: "reasoning", text, ...closing });
  }
}

/** From the back: ids are unique within a turn, as far as providers keep to it. */
function callOf({ steps }: ModelTurn, id: string): Call | undefined {
  for (let at = steps.length - 1; at >= 0; at--) {
    const call = steps[at]?.calls.findLast((one) => one.id === id);
    if (call) return call;
  }
  return undefined;
}

/** From the first turn to the leaf. */
export function pathTo({ turns }: Pick<Conversation, "turns">, leaf: string | undefined): readonly Turn[] {
  const path: Turn[] = [];
  for (let turn = turnAt(turns, leaf); turn; turn = turnAt(turns, turn.parent)) path.push(turn);
  return path.toReversed();
}

/**
 * The other turns at the same place, itself among them, the oldest first.
 * @public for the page
 */
export function siblingsOf({ turns }: Pick<Conversation, "turns">, { parent }: Turn): readonly Turn[] {
  return [...turns.values()].filter((turn) => turn.parent === parent);
}

function turnAt(turns: Conversation["turns"], id: string | undefined): Turn | undefined {
  return id === undefined ? undefined : turns.get(id);
}
