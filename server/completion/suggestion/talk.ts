/** Does the answer do the work, or does it only speak of it? */
import type { Hole } from "../hole.ts";

/** What a comment says that only holds a place. */
const PLACEHOLDER = new RegExp(
  [
    String.raw`^(?:\.{3}|…)`,
    String.raw`^(?:todo|fixme)[:\s-]*[.!]*$`,
    String.raw`^(?:(?:todo|fixme)[:\s-]*)?implement(?:ation)?(?: (?:this|me|it|the|here|logic|function|method|body|code|details)\b.*)?[.!]*$`,
    String.raw`^(?:todo|fixme)?[:\s-]*(?:(?:add|put|write|insert|place|fill in) )?your (?:\w+ )?(?:code|implementation|logic|content|text|markup|query|styles?|tests?)\b`,
    String.raw`^(?:add|put|write|insert|place) (?:the |more |some )?(?:code|implementation|logic)(?: here)?[.!]*$`,
    String.raw`^(?:complete|fill in|finish) (?:the|this) (?:code|function|implementation|logic)(?: here)?[.!]*$`,
    String.raw`^(?:the )?(?:code|implementation|logic) (?:goes )?here[.!]*$`,
    String.raw`^(?:the )?(?:rest|remainder) of (?:the |your )?(?:\w+ )?(?:code|implementation|function|method|class|file|logic)\b`,
    String.raw`^no (?:(?:additional|further|more|other) )?(?:code|changes?|edits?) (?:(?:is|are) )?(?:needed|required|necessary)\b`,
    String.raw`^(?:existing|remaining|other) (?:code|implementation|logic|methods|functions)(?: (?:here|unchanged|remains.*))?[.! ]*$`,
  ].join("|"),
  "iu",
);
/** What stands beside such a comment for the sake of the syntax. */
const FILLER =
  /^(?:pass|\.{3}|raise NotImplementedError\b.*|throw new \w*(?:Error|Exception)\(["'](?:method |function )?not (?:yet )?implemented.*)$/i;
/** What is made to be written in the place of code, and does nothing but say so. */
const STUB = /^(?:(?:todo|unimplemented)!\(\);?|TODO\(.*\))$/;
const REFUSAL =
  /^(?:i(?:'m|’m| am) (?:sorry|unable|not able|afraid|an? (?:ai|language model|assistant))|sorry,|i (?:can(?:'t|’t|not| not)|could not|couldn't|apologi[sz]e|do(?:n't| not) (?:have|know|see)|need (?:more|to (?:see|know)))|as an ai\b|unfortunately, (?:i|the|there)|(?:please|could you|can you) (?:provide|clarify|share|give|specify)|it (?:seems|looks like|appears) (?:that )?(?:you|the|there)|there(?:'s| is) no(?:thing)? (?:code|text|content|need|to (?:complete|fill|add|insert)|missing)|no (?:(?:additional|further|more|other) )?(?:completion|code|text|changes?|edits?) (?:(?:is|are) )?(?:needed|required|necessary)|you (?:can|could|may|might|must|should|need to) (?:use|add|write|try|replace|complete|fill|insert|put)|the (?:code|file|function|text) (?:is|appears|seems|looks) (?:already )?(?:to be )?complete)\b/i;
const BARE_PLACEHOLDER =
  /^(?:<?(?:your|insert|add|fill)[ _-][\w -]{0,20}(?:here|code)>?|\[(?:your|insert)[^\]]*\]|<(?:code|fill_me|fill|hole|missing|placeholder|empty)>|[([](?:empty|nothing|blank|no (?:completion|code|output|changes?)[^)\]]*)[)\]]|<!--\s*(?:no|nothing|empty)\b[^>]*-->)$/i;

/** Only when there is nothing else, and it was the model's own idea: who begins with TODO means it. */
export function isPlaceholder(text: string, { language, nesting, before }: Hole): boolean {
  const kind = nesting.at(-1)?.kind;
  if (kind === "comment" || kind === "string" || language.prose) return false;
  const lines = text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => !/^[)\]};,]*$/.test(line));
  if (lines.length === 0 || lines.length > 2) return false;
  const [said = "", ...others] = lines;
  return (
    isHollow(said, { language, before }) &&
    others.every((line) => FILLER.test(line) || isHollow(line, { language, before }))
  );
}

function isHollow(line: string, { language, before }: Pick<Hole, "language" | "before">): boolean {
  if (BARE_PLACEHOLDER.test(line)) return true;
  // An empty string is a value, and where one stands alone it is none.
  if (STUB.test(line) || /^(?:""|'')$/.test(line)) return before.trim() === "";
  // Python writes it for a body that is none, as in stubs and protocols, and people mean it.
  if (/^(?:\.{3}|…)$/.test(line)) return language.blocks !== "indentation" && before.trim() === "";
  const said = commentOf(line, language);
  return said !== undefined && PLACEHOLDER.test(said);
}

/** What a line says that is all comment. */
export function commentOf(
  line: string,
  { lineComments, blockComments }: Hole["language"],
): string | undefined {
  const leader = lineComments.find((leader) => line.startsWith(leader));
  if (leader !== undefined)
    return line
      .slice(leader.length)
      .replace(/^[/!#*\s]+/, "")
      .trim();
  const block = blockComments.find(({ open, close }) => line.startsWith(open) && line.endsWith(close));
  return block && line.slice(block.open.length, -block.close.length).replace(/^\*/, "").trim();
}

/** What nobody could take for code; in languages of bare words, such as YAML, it may be a value. */
const SENTENCE =
  /^(?:The|This|That|It|You|We|To|In|There|These|Since|Because|If you) (?:[A-Za-z'’]+,? ){3,}[^(){};=<>]*[.!?]$/;

function isSentence(said: string, { blocks, longStrings, prose, tags }: Hole["language"]): boolean {
  const quotesWords = blocks === "braces" || (blocks !== "none" && longStrings.length > 0);
  return quotesWords && !prose && tags !== "text" && SENTENCE.test(said);
}

/** It speaks instead of doing the work. */
export function isRefusal(text: string, { language, nesting }: Hole): boolean {
  const kind = nesting.at(-1)?.kind;
  if (kind === "comment" || kind === "string") return false;
  const said = text.trim();
  const isTalk = REFUSAL.test(said) || (kind !== "element" && isSentence(said, language));
  if (!isTalk) return false;
  // In a text such a sentence may be what is wanted; about itself only a model speaks.
  return (
    !language.prose ||
    /\b(?:as an ai|language model|provide (?:more|the) (?:context|code)|assist with)\b/i.test(said)
  );
}
