/** How an event changes a conversation. In place, so that a piece of a long answer costs no more than one of a short one. */
import type { Call, Conversation, ModelTurn, Step, Turn } from "./conversation.ts";
import type { ChatEvent } from "./event.ts";

type Began = ChatEvent & { readonly kind: "began" };

export function begin({ id, at, options }: Began): Conversation {
  return { id, createdAt: at, title: "", options, turns: new Map(), leaf: undefined, queue: [] };
}

/** An event about a turn that is not there changes nothing: a damaged line may have been left out before it. */
export function apply(conversation: Conversation, event: ChatEvent): void {
  switch (event.kind) {
    case "began":
      return;
    case "titled":
      conversation.title = event.title;
      return;
    case "options":
      conversation.options = event.options;
      return;
    case "queue":
      conversation.queue = event.queue;
      return;
    case "leaf":
      if (event.turn === undefined || conversation.turns.has(event.turn)) conversation.leaf = event.turn;
      return;
    case "asked":
    case "answering":
      return addTurn(conversation, event);
    case "step":
    case "dropped":
    case "state":
    case "undone":
    case "text":
    case "reasoning":
    case "figures":
    case "call":
    case "call-state":
    case "result":
    case "changed": {
      const turn = conversation.turns.get(event.turn);
      if (turn?.kind === "model") applyToTurn(turn, event);
    }
  }
}

function addTurn(
  conversation: Conversation,
  event: ChatEvent & { readonly kind: "asked" | "answering" },
): void {
  const { turn: id, parent, at } = event;
  const turn: Turn =
    event.kind === "asked"
      ? { kind: "user", id, parent, at, text: event.text, attached: event.attached }
      : {
          kind: "model",
          id,
          parent: event.parent,
          at,
          target: event.target,
          steps: [],
          state: { kind: "answering" },
          dropped: [],
          undone: false,
        };
  conversation.turns.set(id, turn);
  conversation.leaf = id;
}

type OfTurn = Exclude<
  ChatEvent,
  { readonly kind: "began" | "titled" | "options" | "queue" | "leaf" | "asked" | "answering" }
>;

function applyToTurn(turn: ModelTurn, event: OfTurn): void {
  switch (event.kind) {
    case "step":
      turn.target = event.target;
      turn.steps.push({ pieces: [], calls: [], figures: undefined });
      return;
    case "dropped":
      turn.dropped = event.dropped;
      return;
    case "state":
      turn.state = event.state;
      return;
    case "undone":
      turn.undone = event.undone;
      return;
    case "text":
    case "reasoning":
    case "figures":
    case "call":
    case "call-state":
    case "result":
    case "changed": {
      const step = turn.steps.at(-1);
      if (step) applyToStep(step, event, turn);
    }
  }
}

type OfStep = Exclude<OfTurn, { readonly kind: "step" | "dropped" | "state" | "undone" }>;

function applyToStep(step: Step, event: OfStep, turn: ModelTurn): void {
  switch (event.kind) {
    case "text":
    case "reasoning":
      return addPiece(step, event);
    case "figures":
      step.figures = event.figures;
      return;
    case "call":
      step.calls.push({ ...event.call, state: { kind: "running" }, result: "", changes: [] });
      return;
    case "call-state":
    case "result":
    case "changed": {
      const call = callOf(turn, event.call);
      if (call) applyToCall(call, event);
    }
  }
}

function applyToCall(
  call: Call,
  event: OfStep & { readonly kind: "call-state" | "result" | "changed" },
): void {
  if (event.kind === "result") call.result += event.text;
  else if (event.kind === "changed") call.changes = event.changes;
  else call.state = event.state;
}

/** Pieces of one kind are one; a signature closes a thought. */
function addPiece(step: Step, event: ChatEvent & { readonly kind: "text" | "reasoning" }): void {
  const last = step.pieces.at(-1);
  if (event.kind === "text") {
    if (last?.kind === "text") last.text += event.text;
    else step.pieces.push({ kind: "text", text: event.text });
    return;
  }
  const { signature, redacted, text } = event;
  const closing = { ...(signature !== undefined && { signature }), ...(redacted && { redacted }) };
  if (last?.kind === "reasoning" && last.signature === undefined && !redacted) {
    Object.assign(last, closing, { text: last.text + text });
  } else {
    step.pieces.push({ kind: "reasoning", text, ...closing });
  }
}

/** From the back: ids are unique within a turn, as far as providers keep to it. */
function callOf({ steps }: ModelTurn, id: string): Call | undefined {
  for (const { calls } of steps.toReversed()) {
    const call = calls.findLast((one) => one.id === id);
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

/** The other turns at the same place, itself among them, the oldest first. */
export function siblingsOf({ turns }: Pick<Conversation, "turns">, { parent }: Turn): readonly Turn[] {
  return [...turns.values()].filter((turn) => turn.parent === parent);
}

function turnAt(turns: Conversation["turns"], id: string | undefined): Turn | undefined {
  return id === undefined ? undefined : turns.get(id);
}
