/** The built-in engine as the others see it: what it may learn, and whether anybody wants it. */
import type { Builtin } from "../builtin/builtin.ts";
import type { TargetChoice } from "../completion/ports.ts";
import type { Selection } from "../knowledge/selection.ts";
import type { Privacy } from "../privacy/privacy.ts";

/** It learns nothing that is ignored; and whether it completes, if only when others fail. */
export function learner(builtin: Builtin, { current }: Selection, { isIgnored }: Privacy) {
  const learn: Builtin["learn"] = (file) => {
    if (!isIgnored(file.uri)) builtin.learn(file);
  };
  const isChosen = (choice: TargetChoice) =>
    choice.kind === "target" && [choice.target, ...(choice.fallbacks ?? [])].includes(builtin.target);
  const isBuiltinWanted = () => isChosen(current()) || isChosen(current(() => "block"));
  return { builtin: { ...builtin, learn }, isBuiltinWanted };
}
