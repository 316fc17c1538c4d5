/** The page's one state, and how it is replaced: it is drawn anew before the next frame, however often it changed until then. */
import type { ChatPageQuestions } from "../../chat/messages.ts";
import type { Answer, Asked } from "../../pages/page-messages.ts";
import type { State } from "./state.ts";

export type Ask = <Q extends keyof ChatPageQuestions>(
  question: Q,
  asked: Asked<ChatPageQuestions, Q>,
) => Promise<Answer<ChatPageQuestions, Q>>;

export interface Store {
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  /** Something in the conversation changed, in place. */
  readonly redraw: () => void;
  readonly ask: Ask;
}

export interface Surface {
  readonly ask: Ask;
  readonly draw: (state: State) => void;
  readonly nextFrame: (run: () => void) => void;
}

export function createStore(first: State, { ask, draw, nextFrame }: Surface): Store {
  let state = first;
  let waits = false;
  const redraw = () => {
    if (waits) return;
    waits = true;
    nextFrame(() => {
      waits = false;
      draw(state);
    });
  };
  return {
    state: () => state,
    set(change) {
      state = { ...state, ...change };
      redraw();
    },
    redraw,
    ask,
  };
}

/** Of what the user did, the user hears when it fails. */
export async function attempt({ set }: Store, deed: () => Promise<unknown>): Promise<void> {
  try {
    await deed();
  } catch (error) {
    set({ trouble: error instanceof Error ? error.message : String(error) });
  }
}
