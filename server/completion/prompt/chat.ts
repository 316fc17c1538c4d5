/** Writes the hole as a conversation, for a model that was never shown one: it is asked for the missing text and nothing else. */
import type { Message } from "../message.ts";
import type { Snippet } from "../ports.ts";
import type { Fitted } from "./fitted.ts";

const HOLE = "<HOLE/>";

/** Ends the answer: the model is told to write it, and it is a stop. */
export const FILL_END = "</FILL>";

/** What means something to us in a conversation. */
export const CHAT_MARKERS = [HOLE, "<FILL>", FILL_END, "</FILE>"];

const RULES = [
  "You are the completion engine of a code editor.",
  `The user shows a file in which ${HOLE} marks the cursor.`,
  `Answer with the text that belongs in the place of ${HOLE}, then ${FILL_END}, and nothing else:`,
  "no explanation, no code fence, no repetition of what stands before or after the cursor.",
  `Your text is put between what stands left and right of ${HOLE}, letter by letter: write the blanks, the indentation and the`,
  "line ends that are missing there, and close no bracket or quote that is closed behind the cursor already.",
  "Keep to the language, the names and the style of the file; other files are there to be used, not to be continued.",
  `Prefer the shortest text that makes sense: the rest of a line, or of a block. If nothing is missing, answer ${FILL_END} alone.`,
].join("\n");

const EXAMPLES = [
  { around: `function area(r) {\n  return ${HOLE};\n}`, fill: "Math.PI * r ** 2" },
  { around: `def greet(name):${HOLE}\n\n\ngreet("you")`, fill: '\n    print(f"Hello {name}")' },
];

const SYSTEM = [
  RULES,
  ...EXAMPLES.map(({ around, fill }) => `For example, for\n${around}\nthe answer is\n${fill}${FILL_END}`),
].join("\n\n");

export function chat({ path, prefix, suffix, snippets }: Fitted, languageId: string): readonly Message[] {
  // What changes least comes first: providers keep the beginning of a conversation in their prompt cache.
  const others = snippets.map(chatSnippet);
  const text = [
    ...others,
    `The ${languageId} file to complete:`,
    file(path, `${prefix}${HOLE}${suffix}`),
  ].join("\n");
  return [
    { role: "system", text: SYSTEM },
    { role: "user", parts: [{ kind: "text", text }] },
  ];
}

export function chatSnippet({ path, text }: Snippet): string {
  return file(path, text.trimEnd());
}

function file(path: string, content: string): string {
  return `<FILE path=${JSON.stringify(path)}>\n${content}\n</FILE>`;
}
