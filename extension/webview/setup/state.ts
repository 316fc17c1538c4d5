/** What the page knows and shows. Plain data; the views read it, the actions replace it. */
import type {
  Draft,
  FieldMistake,
  FoundView,
  KnownView,
  LocalServerView,
  ModelsView,
  Overview,
  PreviewView,
  ProbeProgressParams,
  Recognised,
  RequestView,
  VerdictView,
} from "../../../server/protocol/setup.ts";
import type { Surroundings } from "../../setup/messages.ts";

export interface State {
  readonly overview: Overview | undefined;
  readonly surroundings: Surroundings | undefined;
  /** Undefined while they are looked for. */
  readonly localServers: readonly LocalServerView[] | undefined;
  /** Of other tools, to be taken over. */
  readonly found: readonly FoundView[];
  readonly form: Form | undefined;
  /** What went wrong with something the user did. */
  readonly trouble: string | undefined;
}

/** One provider in the making, or being changed. */
export interface Form {
  readonly isNew: boolean;
  readonly draft: Draft;
  /** Of a new one: what was pasted, and what came of it. */
  readonly pasted: string;
  readonly recognised?: Recognised | "looking" | undefined;
  /** Kinds of providers to choose from, the likeliest first. */
  readonly kinds: readonly string[];
  readonly models?: ModelsView | "asking" | undefined;
  readonly known?: KnownView;
  readonly preview?: PreviewView;
  /** The last ones, the newest last. */
  readonly requests?: readonly RequestView[];
  readonly mistakes: readonly FieldMistake[];
  /** The value of the model whose field is open, by its key. */
  readonly overriding?: string | undefined;
  readonly trial?: Trial | undefined;
  /** Something in it is not in the file yet. */
  readonly changed: boolean;
}

export interface Trial {
  readonly run: string;
  readonly steps: readonly Omit<ProbeProgressParams, "run">[];
  readonly verdict?: VerdictView;
}

export const NOTHING_YET: State = {
  overview: undefined,
  surroundings: undefined,
  localServers: undefined,
  found: [],
  form: undefined,
  trouble: undefined,
};

export const BLANK: Form = {
  isNew: true,
  draft: { id: "", fields: {} },
  pasted: "",
  kinds: [],
  mistakes: [],
  changed: false,
};

export function textField(form: Form, key: string): string {
  const value = form.draft.fields[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function mistakeIn(form: Form, key: string): FieldMistake["words"] | undefined {
  return form.mistakes.find((mistake) => mistake.key === key || mistake.key.startsWith(`${key}.`))?.words;
}
