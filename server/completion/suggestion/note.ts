/** Why an answer is cut or changed, in words: for whoever wants to know what was made of it. */
export const NOTES = {
  marker: "cut at a stop of the model, or at a token that steers it and is no text",
  quirk: "mended what this model is known to do wrong",
  unwrap: "taken out of thoughts, an introduction or a fence",
  whole: "with the marker whole again that was broken in the prompt",
  echo: "without what stands before the cursor already",
  half: "without the line that is only half there",
  indent: "with the blanks and the indentation that belong here",
  units: "indented by the document's own unit",
  loops: "cut where it goes round in circles",
  anew: "cut: it begins a new line where this one was to be ended",
  suffix: "cut where it says what stands below the cursor",
  outside: "cut where the block ends that was wanted",
  closed: "cut before it closes what is closed below the cursor",
  enough: "cut when what was wanted was complete",
  length: "cut to whole thoughts, because it reached its limit",
  join: "joined to what stands right of the cursor",
} as const;

export type Noted = keyof typeof NOTES;

/** Told of each step, with what it left of the answer. */
export type Note = (step: Noted, text: string) => void;

/** For who waits for the suggestion. */
export const unnoted: Note = () => undefined;
