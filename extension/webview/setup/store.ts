/** The page's one state, and how it is replaced: each change draws the page anew. */
import type { News, PageQuestions } from "../../setup/messages.ts";
import type { OpenPage } from "../open-page.ts";
import { type Form, NOTHING_YET, type State } from "./state.ts";

export type Ask = OpenPage<PageQuestions, News>["ask"];

export interface Store {
  readonly state: () => State;
  readonly set: (change: Partial<State>) => void;
  /** Of the form that is open, if one still is. */
  readonly setForm: (change: Partial<Form>) => void;
  readonly ask: Ask;
}

export function createStore(ask: Ask, draw: (state: State) => void): Store {
  let state = NOTHING_YET;
  let isDrawing = false;
  const set = (change: Partial<State>) => {
    state = { ...state, ...change };
    if (!isDrawing) drawAll();
  };
  /** A field that is taken away while one writes in it says so in the middle of the drawing; what comes of that is drawn after it. */
  const drawAll = () => {
    isDrawing = true;
    try {
      for (let drawn; drawn !== state;) {
        drawn = state;
        draw(drawn);
      }
    } finally {
      isDrawing = false;
    }
  };
  return {
    state: () => state,
    set,
    setForm(change) {
      if (state.form) set({ form: { ...state.form, ...change } });
    },
    ask,
  };
}

/** Of what the user did, the user hears when it fails. */
export async function attempt({ set }: Store, deed: () => Promise<unknown>): Promise<void> {
  set({ trouble: undefined });
  try {
    await deed();
  } catch (error) {
    set({ trouble: error instanceof Error ? error.message : String(error) });
  }
}
