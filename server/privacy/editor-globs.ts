/** VS Code's `files.exclude` and its like, as rules: their globs count from the workspace folder and know alternatives. */
import { type IgnoreRule, parseIgnoreRules } from "./ignore-rules.ts";

/** Alternatives multiply; nobody writes so many by hand. */
const MAX_ALTERNATIVES = 100;

/** Patterns that depend on a file beside (`{ "when": … }`) are left out: they hide what was built, not what is secret. */
export function editorGlobs(sent: unknown): readonly IgnoreRule[] {
  if (typeof sent !== "object" || sent === null) return [];
  const globs = Object.entries(sent).flatMap(([glob, isOn]) => (isOn === true ? alternatives([glob]) : []));
  return parseIgnoreRules(globs.map((glob) => `/${glob.replace(/^\//, "").replace(/\/$/, "")}`).join("\n"));
}

/** `a.{b,c}` is `a.b` and `a.c`; the innermost braces first. */
function alternatives(globs: readonly string[]): readonly string[] {
  const next = globs.flatMap((glob) => {
    const match = /\{([^{}]*)\}/.exec(glob);
    if (!match) return [glob];
    const [braces, inner = ""] = match;
    return inner.split(",").map((one) => glob.replace(braces, () => one));
  });
  return next.length === globs.length && next.every((glob, at) => glob === globs[at])
    ? globs
    : alternatives(next.slice(0, MAX_ALTERNATIVES));
}
