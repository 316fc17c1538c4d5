/** What is its own text or picture: pasted, or dropped. */
import { splitLines } from "../../completion/lines.ts";
import { inertLine } from "../tools/inert.ts";
import { fenced, type Look, nothing } from "./mention-ground.ts";

export const lookAtText: Look<"text"> = ({ name, text }, { sight }) => {
  const label = inertLine(name, 60);
  if (text.trim() === "") return nothing(label, "There is nothing in it.");
  const lines = splitLines(text);
  return {
    label,
    text: fenced(label, name, sight.show({ path: name, lines, start: 0, end: lines.length - 1 })),
  };
};

/** What models that see are known to take. */
const SEEN = /^image\/(?:png|jpeg|gif|webp)$/;
const MAX_BASE64_CHARS = 7_000_000;

export const lookAtImage: Look<"image"> = ({ name, mediaType, base64 }) => {
  const label = inertLine(name, 60);
  if (!SEEN.test(mediaType))
    return nothing(label, "Only PNG, JPEG, GIF and WebP pictures can be shown to a model.");
  if (base64.length > MAX_BASE64_CHARS) return nothing(label, "The picture is larger than 5 MB.");
  return { label, text: "", isImage: true };
};
