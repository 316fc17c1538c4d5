/**
 * The holes that the probe asks to be filled. What belongs in each stands elsewhere in its text, so that any model that can
 * fill a hole fills these, however small; and one that does not see what stands after the cursor is found out. No cursor
 * stands inside what a tokenizer sees as one word, as between the two of `(width`: that would fail good models. Pure data.
 */
import { splitLines } from "../../completion/lines.ts";
import type { Place } from "../../completion/request.ts";

export const HOLE_NAMES = ["rest of a line", "known from below", "named below", "several lines"] as const;

export interface Hole {
  readonly name: (typeof HOLE_NAMES)[number];
  readonly place: Place;
  /** What fills it; white space aside, any of these. */
  readonly fillings: readonly string[];
}

const CURSOR = "▮";

/** The line goes on behind the cursor: whoever does not see that writes its end a second time. */
export const REST_OF_LINE = hole(
  "rest of a line",
  {
    path: "probe/area.js",
    text: `function area(width, height) {
  return width * height;
}

function surface(width, height) {
  return▮;
}
`,
  },
  ["width * height", "height * width"],
);

/** The figure stands below the cursor only, after the same words: nobody guesses it. */
export const KNOWN_FROM_BELOW = hole(
  "known from below",
  {
    path: "probe/settings.py",
    text: `# The settings of the first server.
host = "first.example.org"
port =▮
debug = False

# The settings of the second server: the port is the same.
host = "second.example.org"
port = 48217
debug = False
`,
  },
  ["48217"],
);

/** The same for a model that does not copy but thinks in code: the name of the sum is used below. */
export const NAMED_BELOW = hole(
  "named below",
  {
    path: "probe/total.py",
    text: `def total(prices):
    ▮ = 0
    for price in prices:
        running_sum += price
    return running_sum
`,
  },
  ["running_sum"],
);

export const SEVERAL_LINES = hole(
  "several lines",
  {
    path: "probe/shelf.js",
    text: `class Shelf {
  add(book) {
    this.books.push(book);
    this.changed = true;
    return this;
  }
}

class Box {
  add(book) {
    ▮
  }
}
`,
  },
  [
    "this.books.push(book); this.changed = true; return this;",
    "this.books.push(book); this.changed = true;",
    "this.books.push(book); return this;",
  ],
);

interface Source {
  readonly path: string;
  /** The cursor stands in it as ▮. */
  readonly text: string;
}

function hole(name: Hole["name"], { path, text }: Source, fillings: readonly string[]): Hole {
  const [before = "", after = ""] = text.split(CURSOR);
  const above = before.split("\n");
  const document = {
    uri: `probe:/${path}`,
    path,
    languageId: path.endsWith(".py") ? "python" : "javascript",
    version: 0,
    lines: splitLines(before + after),
  };
  const place = { document, line: above.length - 1, character: above.at(-1)?.length ?? 0 };
  return { name, place, fillings };
}
