/**
 * Parts thinking from the answer where a server leaves it in the text as `<think>…</think>`. Only at the very start: further
 * on, the tag is somebody's code.
 */

export interface Said {
  readonly kind: "text" | "reasoning";
  readonly text: string;
}

export interface ThinkTags {
  push(text: string): readonly Said[];
  /** What was held back because it might have become a tag. */
  flush(): readonly Said[];
}

const OPEN = "<think>";
const CLOSE = "</think>";
/** More white space than any model sends before it begins to think. */
const MAX_HELD = 64;

export function newThinkTags(): ThinkTags {
  let where: "start" | "inside" | "after" | "outside" = "start";
  let held = "";

  const push = (text: string): Said[] => {
    const all = held + text;
    held = "";
    switch (where) {
      case "start": {
        const begun = all.trimStart();
        if (begun.startsWith(OPEN)) {
          where = "inside";
          return push(begun.slice(OPEN.length));
        }
        if (OPEN.startsWith(begun) && all.length <= MAX_HELD) {
          held = all;
          return [];
        }
        where = "outside";
        return said("text", all);
      }
      case "inside": {
        const end = all.indexOf(CLOSE);
        if (end === -1) {
          held = all.slice(all.length - partOf(CLOSE, all));
          return said("reasoning", all.slice(0, all.length - held.length));
        }
        where = "after";
        return [...said("reasoning", all.slice(0, end)), ...push(all.slice(end + CLOSE.length))];
      }
      case "after": {
        // The empty lines between thinking and answer are part of neither.
        const answer = all.replace(/^[\r\n]+/, "");
        if (answer !== "") where = "outside";
        return said("text", answer);
      }
      case "outside":
        return said("text", all);
    }
  };
  return {
    push,
    flush() {
      const rest = held;
      held = "";
      return said(where === "inside" ? "reasoning" : "text", rest);
    },
  };
}

function said(kind: Said["kind"], text: string): Said[] {
  return text === "" ? [] : [{ kind, text }];
}

/** How much of the end of `text` may be the beginning of `tag`. */
function partOf(tag: string, text: string): number {
  for (let length = Math.min(tag.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(tag.slice(0, length))) return length;
  }
  return 0;
}
